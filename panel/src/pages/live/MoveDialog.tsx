/** Where a caller shall go on: any node of the revision the call entered under. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Modal, TreeSelect } from "antd";
import { useMemo, useState } from "react";
import { api } from "../../api/client";
import { useRevision } from "../../app/revision";
import { useCompany } from "../../app/session";
import { nodeWords, typeTitle } from "../../document/nodeWords";
import { mapping, words, type Plain } from "../../document/text";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { Loading, useErrorWords } from "../../ui/states";
import type { LiveCall } from "./state";
import { liveWords } from "./words";

export default function MoveDialog({ call, onClose }: { call: LiveCall; onClose: () => void }) {
  const t = useWords(liveWords);
  const c = useWords(common);
  const w = useWords(nodeWords);
  const company = useCompany();
  const errorWords = useErrorWords();
  const [target, setTarget] = useState<string>();
  const revision = useRevision(company, call.revision);
  const options = useMemo(() => {
    const trees = mapping(mapping(revision.data as Plain).trees);
    return Object.entries(trees).map(([tree, content]) => ({
      value: tree,
      title: tree,
      selectable: false,
      children: Object.entries(mapping(mapping(content).nodes)).map(([node, settings]) => ({
        value: `${tree}/${node}`,
        title: `${node} — ${typeTitle(w, words(mapping(settings).type))}`,
      })),
    }));
  }, [revision.data, w]);
  const move = useMutation({
    mutationFn: () => {
      const [tree = "", node = ""] = (target ?? "").split("/");
      return api.POST("/api/v1/companies/{company}/calls/{call}/move", {
        params: { path: { company, call: call.call } },
        body: { tree, node },
      });
    },
    onSuccess: onClose,
  });
  const error = move.error ?? revision.error;
  return (
    <Modal
      open
      title={t.moveTo}
      okText={t.moveNow}
      cancelText={c.cancel}
      okButtonProps={{ disabled: target === undefined, loading: move.isPending }}
      onOk={() => move.mutate()}
      onCancel={onClose}
    >
      {error && <Alert type="error" showIcon title={errorWords(error).detail} />}
      {revision.isPending ? (
        <Loading />
      ) : (
        <TreeSelect
          aria-label={t.moveTo}
          style={{ width: "100%", margin: "8px 0" }}
          treeDefaultExpandAll
          showSearch
          placeholder={t.moveWhere}
          treeData={options}
          value={target}
          onChange={(next: string) => setTarget(next)}
        />
      )}
    </Modal>
  );
}
