/** The proof: everything that can happen to callers in a year; each finding leads to its place. */
import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { api, data } from "../../../api/client";
import { useDraft, useDraftStore } from "../../../app/draft";
import { useCompany } from "../../../app/session";
import { storyOf, type Finding } from "../../../document/proof";
import type { Story } from "../../../document/tryCall";
import { mapping } from "../../../document/text";
import { decimal } from "../../../i18n/format";
import { useLocale } from "../../../i18n/locale";
import { useWords } from "../../../i18n/words";
import { useErrorWords } from "../../../ui/states";
import { useEditor } from "../state";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

export function ProofCard({ onShow }: { onShow: (story: Story) => void }) {
  const t = useWords(tryWords);
  const company = useCompany();
  const draft = useDraftStore();
  const locale = useLocale();
  const errorWords = useErrorWords();
  const prove = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/companies/{company}/document/proof", {
          params: { path: { company } },
          body: { text: draft.getState().text },
        }),
      ),
    onSuccess: (proof) => useTry.setState({ findings: proof.findings as unknown as Finding[] }),
  });
  const findings = (prove.data?.findings ?? []) as unknown as Finding[];
  return (
    <section className="proof">
      <Button
        block
        icon={<SafetyCertificateOutlined />}
        loading={prove.isPending}
        onClick={() => prove.mutate()}
      >
        {prove.isPending ? t.proving : t.proof}
      </Button>
      <p className="field-help">{t.proofAbout}</p>
      {prove.error && <Alert type="error" showIcon title={errorWords(prove.error).detail} />}
      {prove.data && (
        <p className={findings.length === 0 ? "good" : ""} role="status">
          {findings.length === 0 && `✓ ${t.proofClean} `}
          <span className="muted">
            {t.proofCounts(
              prove.data.nodes,
              prove.data.states,
              decimal(prove.data.seconds, locale),
            )}
          </span>
        </p>
      )}
      {findings.map((finding, index) => (
        <FindingRow key={index} finding={finding} onShow={onShow} />
      ))}
    </section>
  );
}

function FindingRow({ finding, onShow }: { finding: Finding; onShow: (story: Story) => void }) {
  const t = useWords(tryWords);
  const { example } = finding;
  // What a number does before its tree is found as well, and stands on no drawing.
  const isDrawn = useDraft((state) => finding.tree in mapping(state.data.trees));
  const place = (
    <>
      <strong>{t.kinds[finding.kind] ?? finding.kind}</strong> {finding.tree} › {finding.node}
    </>
  );
  return (
    <div className={`finding ${finding.severity}`}>
      {isDrawn ? (
        <button type="button" onClick={() => useEditor.getState().show(finding.tree, finding.node)}>
          {place}
        </button>
      ) : (
        <div className="finding-place">{place}</div>
      )}
      <p>{finding.message}</p>
      {example && (
        <Button
          type="link"
          size="small"
          onClick={() => {
            const story = storyOf(example);
            useTry.getState().change(story);
            onShow(story);
          }}
        >
          {t.showCall}
        </Button>
      )}
    </div>
  );
}
