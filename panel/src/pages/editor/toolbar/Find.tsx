/** Finding a node by its name, kind or words, in all trees. */
import { SearchOutlined } from "@ant-design/icons";
import { AutoComplete, Input, type InputRef } from "antd";
import { useMemo, useRef, useState, type RefObject } from "react";
import { useDraft } from "../../../app/draft";
import type { Catalogue } from "../../../document/catalogue";
import { nodeWords, typeTitle } from "../../../document/nodeWords";
import { search } from "../../../document/search";
import { useWords } from "../../../i18n/words";
import { useEditor } from "../state";
import { editorWords } from "../words";

export interface FindFocus {
  ref: RefObject<InputRef | null>;
  focus: () => void;
}

export function useFindFocus(): FindFocus {
  const ref = useRef<InputRef>(null);
  return useMemo(() => ({ ref, focus: () => ref.current?.focus() }), []);
}

export function Find({ find, catalogue }: { find: FindFocus; catalogue: Catalogue }) {
  const t = useWords(editorWords);
  const w = useWords(nodeWords);
  const data = useDraft((state) => state.data);
  const [typed, setTyped] = useState("");
  const hits = useMemo(
    () => search(data, typed, (type) => typeTitle(w, type, catalogue.types[type]?.title)),
    [data, typed, w, catalogue],
  );
  return (
    <AutoComplete
      value={typed}
      style={{ width: 190 }}
      popupMatchSelectWidth={360}
      options={hits.map((hit) => ({
        value: `${hit.tree}/${hit.node}`,
        label: (
          <span className="find-hit">
            <strong>{hit.node}</strong> <span className="muted">{hit.tree}</span>
            <span className="find-excerpt">{hit.excerpt}</span>
          </span>
        ),
      }))}
      notFoundContent={typed ? t.nothingFound : null}
      onChange={(value: string) => setTyped(value)}
      onSelect={(value: string) => {
        const [tree = "", node = ""] = value.split("/");
        useEditor.getState().show(tree, node);
        setTyped("");
      }}
    >
      <Input ref={find.ref} prefix={<SearchOutlined />} placeholder={t.find} aria-label={t.find} />
    </AutoComplete>
  );
}
