/** Before anything reaches a caller: what changes, what is wrong, whether the cases pass, and why. */
import { Button, Input, Modal, Popconfirm } from "antd";
import { lazy, Suspense, useState } from "react";
import { isProblem } from "../api/problem";
import { common } from "../i18n/common";
import { useWords } from "../i18n/words";
import { ErrorState, Loading } from "../ui/states";
import { CasesReport } from "./CasesReport";
import { ChangeList } from "./ChangeList";
import { useDraft, useDraftStore } from "./draft";
import { useDiscarding, usePublishing, useReview } from "./publishing";
import { PublishErrors } from "./PublishErrors";
import { PublishProblem } from "./PublishProblem";
import { publishWords } from "./publishWords";

const DrawnChanges = lazy(() => import("./DrawnChanges"));

export default function PublishDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(publishWords);
  const c = useWords(common);
  const draft = useDraftStore();
  const drawn = useDraft((state) => state.data);
  const [note, setNote] = useState("");
  const [force, setForce] = useState(false);
  const { ready, errors, published, live, diff, hasCases, cases, failing } = useReview();
  const publish = usePublishing({ note, force }, onClose);
  const discard = useDiscarding(onClose);
  const meanwhile = isProblem(publish.error, "published-meanwhile") ? publish.error : null;
  return (
    <Modal
      open
      width={860}
      // Of one height from the start: what loads later must not move the buttons away.
      styles={{ body: { height: "min(640px, 66vh)" } }}
      className="publish"
      style={{ top: 40 }}
      title={t.title}
      onCancel={onClose}
      footer={[
        <Popconfirm
          key="discard"
          title={t.discardSure}
          okText={t.discard}
          cancelText={c.cancel}
          onConfirm={() => discard.mutate()}
        >
          <Button type="text" danger loading={discard.isPending} className="footer-left">
            {t.discard}
          </Button>
        </Popconfirm>,
        <Button key="cancel" onClick={onClose}>
          {c.cancel}
        </Button>,
        <Button
          key="publish"
          type="primary"
          loading={publish.isPending}
          disabled={errors.length > 0 || !diff.data || (failing.length > 0 && !force)}
          onClick={() =>
            publish.mutate(meanwhile ? Number(meanwhile.body.live) : draft.getState().base)
          }
        >
          {publish.isPending ? t.publishing : meanwhile ? t.rebase : t.publish}
        </Button>,
      ]}
    >
      <div className="publish-review">
        <PublishErrors errors={errors} onClose={onClose} />
        {(!ready || (diff.isPending && diff.isFetching)) && <Loading text={t.loading} />}
        {diff.isError && <ErrorState error={diff.error} retry={() => void diff.refetch()} />}
        {diff.data && <ChangeList changes={diff.data} />}
        {diff.data && !published.isPending && (
          <Suspense fallback={<Loading />}>
            <DrawnChanges live={live} draft={drawn} />
          </Suspense>
        )}
        <CasesReport
          running={cases.isFetching}
          total={cases.data?.length ?? null}
          failing={failing}
          hasCases={hasCases}
          force={force}
          onForce={setForce}
        />
        {publish.error && <PublishProblem error={publish.error} />}
      </div>
      <label className="field-label" htmlFor="publish-note">
        {t.note}
      </label>
      <Input
        id="publish-note"
        value={note}
        maxLength={2000}
        placeholder={t.noteExample}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
