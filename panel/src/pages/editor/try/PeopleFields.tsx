/** Who can take the imagined call: everybody alike, with exceptions. */
import { Select } from "antd";
import { nameOfTarget } from "../../../document/summary";
import { list, mapping, words, type Mapping } from "../../../document/text";
import type { Manner, Story } from "../../../document/tryCall";
import { useWords } from "../../../i18n/words";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

const MANNERS: readonly Manner[] = ["free", "busy", "none", "away"];

export function PeopleFields({ story, document }: { story: Story; document: Mapping }) {
  const t = useWords(tryWords);
  const change = useTry((state) => state.change);
  const people = list(document.people).map((one) => mapping(one));
  const set = (who: string, how: Manner | null) => {
    const others = { ...story.others };
    if (how === null) delete others[who];
    else others[who] = how;
    change({ others });
  };
  return (
    <div className="field">
      <span className="field-label">{t.people}</span>
      <Select
        aria-label={t.people}
        value={story.usual}
        options={MANNERS.map((value) => ({ value, label: t.manners[value] }))}
        onChange={(usual: Manner) => change({ usual })}
        style={{ width: "100%" }}
      />
      {Object.entries(story.others).map(([who, how]) => (
        <div className="try-person" key={who}>
          <span>{nameOfTarget(document, who)}</span>
          <Select
            size="small"
            aria-label={nameOfTarget(document, who)}
            value={how}
            allowClear
            options={MANNERS.map((value) => ({ value, label: t.one[value] }))}
            onChange={(next?: Manner) => set(who, next ?? null)}
          />
        </div>
      ))}
      <Select
        size="small"
        className="try-except"
        aria-label={t.exceptions}
        value={null}
        placeholder={t.addException}
        options={people
          .filter((one) => !(words(one.extension) in story.others))
          .map((one) => ({ value: words(one.extension), label: words(one.name) }))}
        onChange={(who: string | null) => who && set(who, story.usual === "free" ? "busy" : "free")}
      />
    </div>
  );
}
