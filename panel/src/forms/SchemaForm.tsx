/**
 * A form made from a JSON Schema: every setting a node, a queue or a person has, with the widget
 * that suits it. What is not set shows what then holds; what is wrong is said at its field.
 */
import { Collapse } from "antd";
import { useMemo } from "react";
import type { JsonSchema } from "../document/nodes";
import type { Problem } from "../document/problems";
import type { Mapping, Plain } from "../document/text";
import { fieldLabel } from "../document/fieldWords";
import { useLocale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import { FieldRow } from "./FieldRow";
import { fieldsOf } from "./schema";
import { formWords } from "./words";

export interface FormContext {
  /** The whole draft, for pickers. */
  data: Mapping;
  defs: Record<string, JsonSchema>;
  recordings: readonly string[];
  strategies: readonly string[];
  language: string;
  /** Where what the text says can be heard; none: it cannot. */
  speak?: (text: string, language: string) => Promise<Blob>;
  readOnly?: boolean;
  openText?: () => void;
}

export interface SchemaFormProps {
  owner: string;
  schema: JsonSchema;
  value: Mapping;
  context: FormContext;
  problems?: readonly Problem[];
  /** Where `value` stands in the document, to find its problems. */
  path?: readonly (string | number)[];
  hidden?: readonly string[];
  /** Settings that are shown even if they are seldom needed. */
  prominent?: readonly string[];
  onChange: (field: string, value: Plain | undefined, typing: boolean) => void;
}

export function SchemaForm(props: SchemaFormProps) {
  const { owner, schema, value, context, problems = [], path = [], prominent = [] } = props;
  const locale = useLocale();
  const t = useWords(formWords);
  const hiddenKey = (props.hidden ?? []).join(" ");
  const fields = useMemo(
    () => fieldsOf(schema, hiddenKey.split(" ").filter(Boolean)),
    [schema, hiddenKey],
  );
  const required = new Set(schema.required ?? []);
  const row = (name: string) => (
    <FieldRow
      key={name}
      owner={owner}
      name={name}
      label={fieldLabel(owner, name, locale)}
      schema={schema.properties?.[name] ?? {}}
      required={required.has(name)}
      value={value[name]}
      problems={problems.filter((one) => String(one.path[path.length]) === name)}
      context={context}
      onChange={(next, typing) => props.onChange(name, next, typing)}
    />
  );
  const shown = (name: string) =>
    required.has(name) || prominent.includes(name) || value[name] !== undefined;
  const usual = fields.filter(shown);
  const seldom = fields.filter((name) => !shown(name));
  const few = fields.length <= 5;
  return (
    <div className="schema-form">
      {(few ? fields : usual).map(row)}
      {!few && seldom.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[{ key: "more", label: t.advanced, children: seldom.map(row) }]}
        />
      )}
    </div>
  );
}
