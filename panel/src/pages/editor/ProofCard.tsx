/** The proof: everything that can happen to callers in a year; each finding leads to its place. */
import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { api, data } from "../../api/client";
import { useDraft, useDraftStore } from "../../app/draft";
import { useCompany } from "../../app/session";
import { BLANK, type Manner, type Story } from "../../document/tryCall";
import { mapping } from "../../document/text";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { useEditor } from "./state";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

interface Finding {
  kind: string;
  severity: string;
  tree: string;
  node: string;
  message: string;
  example: {
    to: string;
    from: string;
    at: string;
    press: string;
    agents: string;
    webhook: string;
  } | null;
}

export function ProofCard({ onShow }: { onShow: (story: Story) => void }) {
  const t = useWords(tryWords);
  const company = useCompany();
  const draft = useDraftStore();
  const errorWords = useErrorWords();
  const prove = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/companies/{company}/document/proof", {
          params: { path: { company } },
          body: { text: draft.getState().text },
        }),
      ),
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
            {t.proofCounts(prove.data.nodes, prove.data.states, prove.data.seconds.toFixed(1))}
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

function storyOf(example: NonNullable<Finding["example"]>): Story {
  const others: Record<string, Manner> = {};
  let usual: Manner = "free";
  for (const part of example.agents.split(",")) {
    const [who, how] = part.split("=");
    if (how) others[who as string] = how as Manner;
    else usual = part as Manner;
  }
  return {
    ...BLANK,
    to: example.to,
    caller: example.from,
    at: example.at.slice(0, 16).replace("T", " "),
    press: example.press.split(",").filter(Boolean),
    usual,
    others,
    webhook: example.webhook,
  };
}
