/** Keeping an imagined call as a case: so it must go from then on. */
import { SaveOutlined } from "@ant-design/icons";
import { App, Button, Input } from "antd";
import { useDraftStore } from "../../../app/draft";
import { list, type Plain } from "../../../document/text";
import { caseOf } from "../../../document/tryCall";
import { common } from "../../../i18n/common";
import { useWords } from "../../../i18n/words";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

export function SaveCase({ outcome }: { outcome: string }) {
  const t = useWords(tryWords);
  const c = useWords(common);
  const draft = useDraftStore();
  const { modal, message } = App.useApp();
  const ask = () => {
    const { story, hops, result } = useTry.getState();
    let name = [story.at || t.now, ...story.press.map((one) => (one === "wait" ? "…" : one))].join(
      ", ",
    );
    modal.confirm({
      icon: null,
      title: t.saveCase,
      okText: c.save,
      cancelText: c.cancel,
      content: (
        <Input
          aria-label={t.caseName}
          placeholder={t.caseName}
          defaultValue={name}
          maxLength={200}
          onChange={(event) => (name = event.target.value)}
        />
      ),
      onOk: () => {
        if (!name.trim()) return;
        const when = String(result?.record.started ?? "")
          .slice(0, 16)
          .replace("T", " ");
        const path = hops.map((hop) => `${hop.tree}/${hop.node}`);
        const made = caseOf(name.trim(), story, when, { ends: outcome, path });
        const before = list(draft.getState().data.cases);
        draft
          .getState()
          .change([{ kind: "set", path: ["cases"], value: [...before, made] as Plain }]);
        void message.success(t.caseSaved, 5);
      },
    });
  };
  return (
    <Button size="small" icon={<SaveOutlined />} onClick={ask}>
      {t.saveCase}
    </Button>
  );
}
