/** Where my calls go when I can't take them: the same rules as by *21 to *26, with words. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Switch } from "antd";
import { useState } from "react";
import { api, data } from "../../api/client";
import { useCompany } from "../../app/session";
import { common } from "../../i18n/common";
import { phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { ErrorState, Loading, useErrorWords } from "../../ui/states";
import { callingWords } from "./callingWords";
import {
  compact,
  isTarget,
  LONGEST_TIME,
  MOMENTS,
  plainRule,
  secondsOf,
  specialRules,
  targetsOf,
  without,
  withRule,
  wrongTargets,
  type Rule,
  type Wave,
  type When,
  type Wishes,
} from "./forwarding";

interface Part {
  wishes: Wishes;
  onChange: (next: Wishes) => void;
}

export default function ForwardingCard() {
  const t = useWords(callingWords);
  const company = useCompany();
  const query = useQuery({
    queryKey: ["own-forwarding", company],
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/me/forwarding", { params: { path: { company } } })),
  });
  return (
    <section className="panel-card forwarding">
      <h2>{t.forwarding}</h2>
      {query.isPending && <Loading text={t.loading} />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && <WishesForm key={JSON.stringify(query.data)} kept={query.data} />}
    </section>
  );
}

function WishesForm({ kept }: { kept: Wishes }) {
  const t = useWords(callingWords);
  const company = useCompany();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const [wishes, setWishes] = useState(kept);
  const part = { wishes, onChange: setWishes };
  const save = useMutation({
    mutationFn: () =>
      data(
        api.PUT("/api/v1/companies/{company}/me/forwarding", {
          params: { path: { company } },
          body: { ...wishes, waves: wishes.waves.filter((one) => one.targets.length > 0) },
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(["own-forwarding", company], saved);
      void message.success(t.saved);
    },
    onError: (error) => void message.error(errorWords(error).detail, 8),
  });
  const changed = JSON.stringify(wishes) !== JSON.stringify(kept);
  const wrong = wrongTargets(wishes);
  return (
    <>
      <label className="forwarding-quiet">
        <Switch
          checked={wishes.do_not_disturb}
          onChange={(on) => setWishes({ ...wishes, do_not_disturb: on })}
        />
        {t.quiet}
      </label>
      <p className="field-help quiet-help">{t.quietHelp}</p>
      {MOMENTS.map((when) => (
        <MomentRow key={when} when={when} {...part} />
      ))}
      <Special {...part} />
      <Waves {...part} />
      {wrong.length > 0 && (
        <p className="field-problem error" role="alert">
          {t.wrong(wrong[0] ?? "")}
        </p>
      )}
      <div className="forwarding-save">
        <Button
          type="primary"
          disabled={!changed || wrong.length > 0}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t.save}
        </Button>
        {changed && <Button onClick={() => setWishes(kept)}>{t.undo}</Button>}
      </div>
    </>
  );
}

function MomentRow({ when, wishes, onChange }: Part & { when: When }) {
  const t = useWords(callingWords);
  const rule = plainRule(wishes, when);
  const change = (changed: Partial<Rule>) => onChange(withRule(wishes, when, changed));
  const isOutside = rule?.target.startsWith("+") ?? false;
  return (
    <div className="field">
      <label className="field-label" htmlFor={`forward-${when}`}>
        {t.moments[when]}
      </label>
      <div className="forwarding-row">
        <Input
          id={`forward-${when}`}
          type="tel"
          allowClear
          maxLength={16}
          placeholder={t.target}
          status={rule && !isTarget(rule.target) ? "warning" : ""}
          value={rule?.target ?? ""}
          onChange={(event) => change({ target: compact(event.target.value) })}
        />
        {when === "no_answer" && rule && (
          <Seconds
            label={t.afterLabel}
            placeholder={t.after}
            value={rule.after ?? null}
            onChange={(after) => change({ after })}
          />
        )}
      </div>
      {rule && isOutside && (
        <Checkbox
          checked={rule.accept}
          title={t.acceptHelp}
          onChange={(event) => change({ accept: event.target.checked })}
        >
          {t.accept}
        </Checkbox>
      )}
    </div>
  );
}

/** A plain field: antd's InputNumber alone weighs 9 kB. */
function Seconds(props: {
  label: string;
  value: number | null;
  placeholder?: string;
  onChange: (seconds: number | null) => void;
}) {
  return (
    <Input
      type="number"
      className="forwarding-seconds"
      aria-label={props.label}
      title={props.label}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
      min={0}
      max={LONGEST_TIME}
      value={props.value ?? ""}
      onChange={(event) => props.onChange(secondsOf(event.target.value))}
    />
  );
}

function Special({ wishes, onChange }: Part) {
  const t = useWords(callingWords);
  const c = useWords(common);
  const locale = useLocale();
  const rules = specialRules(wishes);
  if (rules.length === 0) return null;
  const said = (rule: Rule) =>
    [
      `${t.moments[rule.when]} → ${phone(rule.target, locale)}`,
      rule.callers.length > 0 ? t.from(rule.callers.join(", ")) : "",
      rule.hours ? t.during(rule.hours) : "",
    ]
      .filter(Boolean)
      .join(", ");
  return (
    <>
      <h3>{t.special}</h3>
      {rules.map((rule) => (
        <div key={said(rule)} className="forwarding-row">
          <span className="forwarding-rule">{said(rule)}</span>
          <Button
            type="text"
            aria-label={`${c.remove}: ${said(rule)}`}
            icon={<DeleteOutlined />}
            onClick={() => onChange(without(wishes, rule))}
          />
        </div>
      ))}
    </>
  );
}

function Waves({ wishes, onChange }: Part) {
  const t = useWords(callingWords);
  const { waves } = wishes;
  const write = (next: Wave[]) => onChange({ ...wishes, waves: next });
  return (
    <>
      <h3>{t.waves}</h3>
      <p className="field-help">{t.wavesHelp}</p>
      {waves.map((wave, index) => (
        <WaveRow
          key={index}
          wave={wave}
          onChange={(next) => write(waves.map((one, at) => (at === index ? next : one)))}
          onRemove={() => write(waves.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={waves.length >= 6}
        onClick={() => write([...waves, { targets: [], delay: waves.length > 0 ? 10 : 0 }])}
      >
        {t.addWave}
      </Button>
    </>
  );
}

function WaveRow(props: { wave: Wave; onChange: (next: Wave) => void; onRemove: () => void }) {
  const t = useWords(callingWords);
  const c = useWords(common);
  const [typed, setTyped] = useState(props.wave.targets.join(", "));
  return (
    <div className="forwarding-row">
      <Input
        aria-label={t.wave}
        placeholder={t.wave}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          props.onChange({ ...props.wave, targets: targetsOf(event.target.value) });
        }}
      />
      <Seconds
        label={t.delay}
        value={props.wave.delay}
        onChange={(delay) => props.onChange({ ...props.wave, delay: delay ?? 0 })}
      />
      <Button
        type="text"
        aria-label={c.remove}
        icon={<DeleteOutlined />}
        onClick={props.onRemove}
      />
    </div>
  );
}
