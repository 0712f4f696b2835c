/** All problems of the draft, each leading to its place. */
import { CheckOutlined, WarningOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDraft } from "../../app/draft";
import type { Problem } from "../../document/problems";
import { useWords } from "../../i18n/words";
import { useEditor } from "./state";
import { editorWords } from "./words";

export function ProblemsButton() {
  const t = useWords(editorWords);
  const problems = useDraft((state) => state.problems);
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  if (problems.length === 0) {
    return (
      <span className="draft-status good">
        <CheckOutlined /> {t.noProblems}
      </span>
    );
  }
  const go = (problem: Problem) => {
    setOpen(false);
    const [part, name, , node] = problem.path;
    if (part === "trees" && name !== undefined) {
      useEditor.setState({ side: "settings" });
      useEditor.getState().show(String(name), node === undefined ? undefined : String(node));
    } else if (part !== undefined) void navigate(pageOf(String(part)));
  };
  const list = (
    <ul className="problem-list">
      {problems.slice(0, 100).map((problem, index) => (
        <li key={index}>
          <button type="button" className={problem.severity} onClick={() => go(problem)}>
            <strong>{place(problem)}</strong>
            <span>{problem.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
  const hasErrors = problems.some((one) => one.severity === "error");
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={list}
    >
      <Button
        size="small"
        icon={<WarningOutlined />}
        danger={hasErrors}
        className={hasErrors ? "" : "button-warning"}
      >
        {t.problems(problems.length)}
      </Button>
    </Popover>
  );
}

function place(problem: Problem): string {
  const [part, name, , node] = problem.path;
  if (part === "trees") return [name, node].filter((one) => one !== undefined).join(" › ");
  return [part, name].filter((one) => one !== undefined).join(" › ");
}

const PAGES: Record<string, string> = { schedules: "/hours" };

function pageOf(part: string): string {
  return PAGES[part] ?? `/${part}`;
}
