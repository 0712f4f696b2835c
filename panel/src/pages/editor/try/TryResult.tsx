/** What became of the imagined call, step by step. */
import { Alert, Tag } from "antd";
import { useDraft } from "../../../app/draft";
import { nameOfTarget } from "../../../document/summary";
import { duration } from "../../../i18n/format";
import { useLocale } from "../../../i18n/locale";
import { useWords } from "../../../i18n/words";
import { outcomeColour, outcomeWords } from "../../../ui/outcomes";
import { TraceList } from "../../../ui/TraceList";
import { useEditor } from "../state";
import { SaveCase } from "./SaveCase";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

export function TryResult() {
  const t = useWords(tryWords);
  const w = useWords(outcomeWords);
  const locale = useLocale();
  const document = useDraft((state) => state.data);
  const result = useTry((state) => state.result);
  const hops = useTry((state) => state.hops);
  const at = useTry((state) => state.at);
  if (!result) return null;
  const outcome = String(result.record.outcome ?? "");
  return (
    <section className="try-result" aria-live="polite">
      <p>
        {t.ends}: <Tag color={outcomeColour(outcome)}>{w[outcome] ?? outcome}</Tag>
        <span className="muted">{t.after(duration(result.seconds, locale))}</span>
      </p>
      {result.gave_up && <Alert type="warning" showIcon title={t.gaveUp} />}
      <SaveCase outcome={outcome} />
      <TraceList
        hops={hops}
        nameOf={(extension) => nameOfTarget(document, extension)}
        {...(at === null ? {} : { current: at })}
        onChoose={(index) => {
          useTry.getState().choose(index === at ? null : index);
          const hop = hops[index];
          if (hop) useEditor.setState({ tree: hop.tree, focus: { nodes: [hop.node] } });
        }}
      />
    </section>
  );
}
