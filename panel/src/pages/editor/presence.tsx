/** Who else draws on this company's trees. */
import { Avatar, Tooltip } from "antd";
import { useEffect } from "react";
import { create } from "zustand";
import { api } from "../../api/client";
import { subscribe } from "../../api/live";
import { useCompany } from "../../app/session";
import { useWords } from "../../i18n/words";
import { useEditor } from "./state";
import { editorWords } from "./words";

export interface Other {
  page: string;
  name: string;
  tree?: string | null;
  node?: string | null;
}

const PAGE = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2);
const useOthersState = create<{ others: Other[] }>(() => ({ others: [] }));
const EVERY = 10_000;

function keep(editors: readonly Other[]): void {
  useOthersState.setState({ others: editors.filter((one) => !one.page.endsWith(PAGE)) });
}

/** Says where we are while the editor is open, and learns where the others are. */
export function useEditorPresence(tree: string): void {
  const company = useCompany();
  const node = useEditor((state) => state.selection[0] ?? null);
  useEffect(() => {
    const path = { company, page: PAGE };
    const say = () =>
      api
        .PUT("/api/v1/companies/{company}/editors/{page}", {
          params: { path },
          body: { tree: tree || null, node },
        })
        .then(({ data }) => data && keep(data))
        .catch(() => undefined); // the connection's notice says it already
    const soon = setTimeout(() => void say(), 400);
    const timer = setInterval(() => void say(), EVERY);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [company, tree, node]);

  useEffect(() => {
    const path = { company, page: PAGE };
    const stop = subscribe((events) => {
      const last = events.findLast((one) => one.kind === "editor.presence");
      if (last && Array.isArray(last.data.editors)) keep(last.data.editors as Other[]);
    });
    const leave = () =>
      void api
        .DELETE("/api/v1/companies/{company}/editors/{page}", { params: { path }, keepalive: true })
        .catch(() => undefined);
    addEventListener("pagehide", leave);
    return () => {
      stop();
      leave();
      removeEventListener("pagehide", leave);
    };
  }, [company]);
}

export function useOthers(): Other[] {
  return useOthersState((state) => state.others);
}

export function Others() {
  const t = useWords(editorWords);
  const others = useOthers();
  if (others.length === 0) return null;
  const names = others.map((one) => (one.node ? `${one.name} (${one.node})` : one.name));
  return (
    <Tooltip title={t.others(names.join(", "))}>
      <Avatar.Group size="small" max={{ count: 4 }}>
        {others.map((one) => (
          <Avatar key={one.page} style={{ background: colour(one.name) }}>
            {one.name.slice(0, 1).toUpperCase()}
          </Avatar>
        ))}
      </Avatar.Group>
    </Tooltip>
  );
}

function colour(name: string): string {
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 37, 0) % 360;
  return `hsl(${hue} 45% 38%)`;
}
