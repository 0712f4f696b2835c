/** Try it: a time, a caller, who is free; keys on a dial pad; the way lights up on the drawing. */
import { PhoneOutlined, SaveOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, AutoComplete, Button, Input, InputNumber, Select, Tag } from "antd";
import { useEffect } from "react";
import { api, data } from "../../api/client";
import { useDraft, useDraftStore } from "../../app/draft";
import { useCompany } from "../../app/session";
import { nameOfTarget } from "../../document/summary";
import { list, mapping, words, type Mapping, type Plain } from "../../document/text";
import { caseOf, requestOf, type Manner, type Story } from "../../document/tryCall";
import { common } from "../../i18n/common";
import { duration, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { outcomeColour, outcomeWords } from "../../ui/outcomes";
import { useErrorWords } from "../../ui/states";
import { TraceList } from "../../ui/TraceList";
import { DialPad } from "./DialPad";
import { ProofCard } from "./ProofCard";
import { useEditor } from "./state";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

const MANNERS: readonly Manner[] = ["free", "busy", "none", "away"];

export function TryPanel() {
  const t = useWords(tryWords);
  const company = useCompany();
  const draft = useDraftStore();
  const story = useTry((state) => state.story);
  const errorWords = useErrorWords();
  const call = useMutation({
    mutationFn: (asked: Story) =>
      data(
        api.POST("/api/v1/companies/{company}/document/simulate", {
          params: { path: { company } },
          body: { text: draft.getState().text, ...requestOf(asked) },
        }),
      ),
    onSuccess: (result) => {
      useTry.getState().show(result);
      const { hops } = useTry.getState();
      const tree = hops[0]?.tree;
      if (tree === undefined) return;
      const nodes = hops.filter((hop) => hop.tree === tree).map((hop) => hop.node);
      useEditor.getState().show(tree);
      useEditor.setState({ selection: [], focus: { nodes: [...new Set(nodes)] } });
    },
    onError: () => useTry.getState().clear(),
  });
  const { mutate } = call;
  useEffect(() => () => useTry.getState().clear(), []);
  const press = (keys: string) => {
    const next = keys === "" ? [] : [...story.press, keys];
    useTry.getState().change({ press: next });
    mutate({ ...story, press: next });
  };
  return (
    <div className="try">
      <h2>{t.title}</h2>
      <p className="muted">{t.about}</p>
      <StoryForm story={story} />
      <Button
        block
        type="primary"
        icon={<PhoneOutlined />}
        loading={call.isPending}
        onClick={() => mutate(story)}
      >
        {call.isPending ? t.calling : t.start}
      </Button>
      {call.error && (
        <Alert
          type="error"
          showIcon
          className="publish-part"
          title={errorWords(call.error).title}
          description={errorWords(call.error).detail}
        />
      )}
      <DialPad pressed={story.press} onPress={press} />
      <Result />
      <ProofCard onShow={(asked) => mutate(asked)} />
    </div>
  );
}

function StoryForm({ story }: { story: Story }) {
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

function PeopleFields({ story, document }: { story: Story; document: Mapping }) {
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

function Result() {
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

function SaveCase({ outcome }: { outcome: string }) {
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
