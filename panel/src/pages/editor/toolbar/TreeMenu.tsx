/** Which tree is drawn; new ones, by hand, by questions, from templates. */
import { DownOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, Input, Select } from "antd";
import { useState } from "react";
import type { TreeGraph } from "../../../document/graph";
import { useWords } from "../../../i18n/words";
import { useEditor } from "../state";
import { FirstSteps } from "../steps/FirstSteps";
import { useTemplate, useTemplates } from "../templates";
import { editorWords } from "../words";
import { useTreeActions } from "./treeActions";

export function TreeMenu({ graph }: { graph: TreeGraph | null }) {
  const t = useWords(editorWords);
  const templates = useTemplates();
  const template = useTemplate();
  const [guide, setGuide] = useState(false);
  const { modal } = App.useApp();
  const { names, addEmpty, rename, remove } = useTreeActions();
  const askName = (from: string) => {
    let to = from;
    modal.confirm({
      title: t.renameTree,
      icon: null,
      content: (
        <Input defaultValue={from} aria-label={t.name} onChange={(e) => (to = e.target.value)} />
      ),
      onOk: () => rename(from, to),
    });
  };
  return (
    <span className="toolbar-group">
      {graph && (
        <Select
          aria-label={t.trees}
          value={graph.tree}
          style={{ minWidth: 150 }}
          popupMatchSelectWidth={false}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={(name: string) => useEditor.getState().show(name)}
        />
      )}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "steps", label: t.firstSteps, onClick: () => setGuide(true) },
            { key: "new", label: t.newTree, onClick: addEmpty },
            {
              key: "templates",
              label: t.templates,
              children: templates.data?.map(({ name, title }) => ({
                key: name,
                label: title,
                onClick: () => template.mutate(name),
              })),
            },
            ...(graph
              ? [
                  { type: "divider" as const },
                  { key: "rename", label: t.renameTree, onClick: () => askName(graph.tree) },
                  {
                    key: "delete",
                    danger: true,
                    label: t.deleteTree,
                    onClick: () => remove(graph.tree),
                  },
                ]
              : []),
          ],
        }}
      >
        <Button type="text" icon={<DownOutlined />} aria-label={t.newTree} />
      </Dropdown>
      {guide && <FirstSteps onClose={() => setGuide(false)} />}
    </span>
  );
}
