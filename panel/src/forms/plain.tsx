/** Widgets of plain values: text, numbers, yes or no, words of one's own. */
import { Input, InputNumber, Select, Switch } from "antd";
import { isSeconds } from "../document/fieldWords";
import { list, words } from "../document/text";
import { useWords } from "../i18n/words";
import { useBuffered } from "./buffered";
import type { KindProps, WidgetProps } from "./widget";
import { formWords } from "./words";

export function TextField({
  id,
  value,
  onChange,
  context,
  long,
  required,
}: WidgetProps & { long: boolean }) {
  const text = useBuffered(words(value), (typed) =>
    onChange(typed === "" && !required ? undefined : typed, true),
  );
  const Kind = long ? Input.TextArea : Input;
  return (
    <Kind
      id={id}
      value={text.value}
      disabled={context.readOnly}
      onChange={(event) => text.change(event.target.value)}
      onBlur={text.flush}
    />
  );
}

export function NumberField(props: KindProps<"number">) {
  const { id, name, schema, value, onChange, context, widget } = props;
  const t = useWords(formWords);
  const { default: usual } = schema;
  return (
    <InputNumber
      id={id}
      value={typeof value === "number" ? value : null}
      min={widget.min}
      max={widget.max}
      precision={widget.whole ? 0 : undefined}
      disabled={context.readOnly}
      placeholder={typeof usual === "number" ? t.default(String(usual)) : t.never}
      suffix={isSeconds(name, schema.description) ? t.seconds : undefined}
      style={{ width: "100%", maxWidth: 220 }}
      onChange={(next) => onChange(next ?? undefined, true)}
    />
  );
}

export function SwitchField({ id, labelId, schema, value, onChange, context }: WidgetProps) {
  const usual = schema.default === true;
  return (
    <Switch
      id={id}
      size="small"
      aria-labelledby={labelId}
      checked={typeof value === "boolean" ? value : usual}
      disabled={context.readOnly}
      onChange={(next) => onChange(next === usual ? undefined : next, false)}
    />
  );
}

export function TagsField({ id, value, onChange, context, required }: WidgetProps) {
  const t = useWords(formWords);
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      disabled={context.readOnly}
      placeholder={t.typeTags}
      tokenSeparators={[",", ";"]}
      value={list(value).map(words)}
      onChange={(next: string[]) => {
        const kept = next.map((one) => one.trim()).filter(Boolean);
        onChange(kept.length === 0 && !required ? undefined : kept, false);
      }}
    />
  );
}
