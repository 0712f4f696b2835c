/** Before anything reaches a caller: what changes, what is wrong, whether the cases pass, and why. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Input, Modal, Popconfirm } from "antd";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { api, data } from "../api/client";
import { isProblem } from "../api/problem";
import { common } from "../i18n/common";
import { useWords } from "../i18n/words";
import { list, read } from "../document/text";
import { ErrorState, Loading, useErrorWords } from "../ui/states";
import { ChangeList } from "./ChangeList";
import { useDraft, useDraftStore } from "./draft";
import { publishWords } from "./publishWords";
import { useCompany } from "./session";

const DrawnChanges = lazy(() => import("./DrawnChanges"));

export default function PublishDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(publishWords);
  const c = useWords(common);
  const draft = useDraftStore();
  const company = useCompany();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const [note, setNote] = useState("");
  const [force, setForce] = useState(false);
  const [ready, setReady] = useState(false);
  const text = useDraft((state) => state.text);
  const problems = useDraft((state) => state.problems);
  const drawn = useDraft((state) => state.data);
  const at = { params: { path: { company } } };
  const published = useQuery({
    queryKey: ["published", company],
    queryFn: async () => (await data(api.GET("/api/v1/companies/{company}/document", at))).text,
    retry: false, // a company that was never published has none
  });
  // Both are read here, from text: the server's own data spells some values otherwise.
  const live = useMemo(
    () => (published.data === undefined ? null : read(published.data).data),
    [published.data],
  );

  useEffect(() => {
    void draft
      .getState()
      .flush()
      .then(() => setReady(true));
  }, [draft]);

  const errors = problems.filter((one) => one.severity === "error");
  const diff = useQuery({
    queryKey: ["diff", company, text],
    enabled: ready,
    queryFn: () =>
      data(api.POST("/api/v1/companies/{company}/document/diff", { ...at, body: { text } })),
  });
  const hasCases = useDraft((state) => list(state.data.cases).length > 0);
  const cases = useQuery({
    queryKey: ["cases", company, text],
    enabled: ready && errors.length === 0 && hasCases,
    queryFn: () =>
      data(api.POST("/api/v1/companies/{company}/document/cases", { ...at, body: { text } })),
  });
  const failing = cases.data?.filter((one) => !one.passed) ?? [];

  const publish = useMutation({
    mutationFn: (base: number | null) =>
      data(
        api.POST("/api/v1/companies/{company}/publish", {
          ...at,
          body: { text, note, force_cases: force, base_revision: base },
        }),
      ),
    onSuccess: async (published) => {
      draft.setState({ isDraft: false, base: published.revision, etag: "" });
      await draft.getState().load();
      void client.invalidateQueries();
      void message.success(t.done(published.revision), 6);
      if (published.without_password.length > 0) {
        modal.info({ title: t.withoutPassword(published.without_password.join(", ")) });
      }
      onClose();
    },
  });
  const discard = useMutation({
    mutationFn: () => api.DELETE("/api/v1/companies/{company}/draft", at),
    onSuccess: async () => {
      const live = await data(api.GET("/api/v1/companies/{company}/document", at));
      draft.getState().replaceByLive(live.text, live.revision);
      onClose();
    },
  });
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
        {errors.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t.problems(errors.length)}
            description={
              <ul className="plain-list">
                {errors.slice(0, 8).map((one, index) => (
                  <li key={index}>
                    {one.path.length > 3 && one.path[0] === "trees" ? (
                      <Button
                        type="link"
                        size="small"
                        onClick={() => {
                          onClose();
                          void navigate(`/trees?tree=${one.path[1]}&node=${one.path[3]}`);
                        }}
                      >
                        {String(one.path[3])}
                      </Button>
                    ) : (
                      <strong>{one.path.join(" › ")} </strong>
                    )}
                    {one.message}
                  </li>
                ))}
              </ul>
            }
          />
        )}
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

function CasesReport(props: {
  running: boolean;
  total: number | null;
  failing: { name: string; faults: string[] }[];
  hasCases: boolean;
  force: boolean;
  onForce: (force: boolean) => void;
}) {
  const t = useWords(publishWords);
  if (!props.hasCases) return <p className="muted publish-part">{t.noCases}</p>;
  if (props.running) return <p className="muted publish-part">{t.casesRunning}</p>;
  if (props.total === null) return null;
  if (props.failing.length === 0) {
    return (
      <p className="publish-part good" role="status">
        ✓ {t.casesPassed(props.total)}
      </p>
    );
  }
  return (
    <Alert
      type="warning"
      showIcon
      className="publish-part"
      title={t.casesFailed(props.failing.length)}
      description={
        <>
          <ul className="plain-list">
            {props.failing.map((one) => (
              <li key={one.name}>
                <strong>{one.name}</strong>: {one.faults.join("; ")}
              </li>
            ))}
          </ul>
          <Checkbox checked={props.force} onChange={(event) => props.onForce(event.target.checked)}>
            {t.force}
          </Checkbox>
        </>
      }
    />
  );
}

function PublishProblem({ error }: { error: Error }) {
  const t = useWords(publishWords);
  const words = useErrorWords()(error);
  const meanwhile = isProblem(error, "published-meanwhile") ? error.body.changes : null;
  const changes = Array.isArray(meanwhile) ? (meanwhile as { words: string }[]) : [];
  return (
    <Alert
      type="error"
      showIcon
      className="publish-part"
      title={words.title}
      description={
        <>
          {words.detail}
          {changes.length > 0 && (
            <>
              <p>{t.conflict}</p>
              <ul className="plain-list">
                {changes.slice(0, 10).map((one, index) => (
                  <li key={index}>{one.words}</li>
                ))}
              </ul>
            </>
          )}
        </>
      }
    />
  );
}
