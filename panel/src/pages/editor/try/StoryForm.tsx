/** The story of an imagined call: when, whom it calls, who calls, who is free. */
import { AutoComplete, Input, InputNumber, Select } from "antd";
import { useDraft } from "../../../app/draft";
import { list, mapping, words } from "../../../document/text";
import type { Story } from "../../../document/tryCall";
import { phone } from "../../../i18n/format";
import { useLocale } from "../../../i18n/locale";
import { useWords } from "../../../i18n/words";
import { PeopleFields } from "./PeopleFields";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

export function StoryForm({ story }: { story: Story }) {
  const t = useWords(tryWords);
  const locale = useLocale();
  const change = useTry((state) => state.change);
  const document = useDraft((state) => state.data);
  const numbers = list(document.numbers).map((one) => mapping(one));
  const hasWebhooks = JSON.stringify(document.trees ?? {}).includes('"webhook"');
  return (
    <div className="try-form">
      <label className="field">
        <span className="field-label">{t.when}</span>
        <AutoComplete
          value={story.at}
          placeholder={t.now}
          options={[{ label: t.now, value: "" }, ...t.suggestions]}
          onChange={(at: string) => change({ at: at ?? "" })}
          style={{ width: "100%" }}
          aria-label={t.when}
        />
        <span className="field-help">{t.whenExample}</span>
      </label>
      {numbers.length > 1 && (
        <div className="field">
          <span className="field-label">{t.number}</span>
          <Select
            aria-label={t.number}
            value={story.to || words(numbers[0]?.number)}
            options={numbers.map((one) => ({
              value: words(one.number),
              label: [phone(words(one.number), locale), words(one.name)]
                .filter(Boolean)
                .join(" · "),
            }))}
            onChange={(to: string) => change({ to })}
          />
        </div>
      )}
      <label className="field">
        <span className="field-label">{t.caller}</span>
        <Input
          value={story.caller}
          placeholder={t.withheld}
          onChange={(event) => change({ caller: event.target.value.replace(/[\s()-]/g, "") })}
        />
      </label>
      <PeopleFields story={story} document={document} />
      <div className="try-pair">
        <label>
          <span className="field-label">{t.waiting}</span>
          <InputNumber
            min={0}
            max={1000}
            value={story.waiting}
            onChange={(waiting) => change({ waiting: waiting ?? 0 })}
          />
        </label>
        <label>
          <span className="field-label">{t.hangUp}</span>
          <InputNumber
            min={1}
            max={86400}
            value={story.hangUpAfter}
            placeholder={t.never}
            suffix={t.seconds}
            onChange={(hangUpAfter) => change({ hangUpAfter })}
          />
        </label>
      </div>
      {hasWebhooks && (
        <label className="field">
          <span className="field-label">{t.webhook}</span>
          <AutoComplete
            aria-label={t.webhook}
            value={story.webhook}
            style={{ width: "100%" }}
            options={["next", "failed", "timeout", "bad_answer"].map((value) => ({ value }))}
            onChange={(webhook: string) => change({ webhook })}
          />
        </label>
      )}
    </div>
  );
}
