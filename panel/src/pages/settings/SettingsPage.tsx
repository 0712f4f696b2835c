/** What holds for the whole company: its name, language, time zone; codes and reasons. */
import { Tabs } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { useCatalogue, useFormContext } from "../../app/catalogue";
import { useDraft, useDraftStore } from "../../app/draft";
import { WithReadableDraft } from "../../app/readable";
import type { Catalogue } from "../../document/catalogue";
import type { JsonSchema } from "../../document/nodes";
import { problemsAt } from "../../document/problems";
import type { Mapping } from "../../document/text";
import { mapping } from "../../document/text";
import { resolve } from "../../forms/schema";
import { SchemaForm } from "../../forms/SchemaForm";
import { bilingual, useWords } from "../../i18n/words";
import { Page } from "../../ui/page";
import { ErrorState, Loading } from "../../ui/states";
import { PartList } from "../parts/PartList";

const settingsWords = bilingual(
  {
    title: "Settings",
    about: "What holds for the whole company.",
    company: "Company",
    calling: "Calls to the outside",
    reasons: "Reasons for not being ready",
    codes: "Feature codes",
  },
  {
    title: "Настройки",
    about: "Что относится ко всей компании.",
    company: "Компания",
    calling: "Звонки наружу",
    reasons: "Причины «не готов»",
    codes: "Коды функций",
  },
);

const COMPANY = ["name", "language", "timezone", "outgoing", "country", "speech"];

export default function SettingsPage() {
  const t = useWords(settingsWords);
  return (
    <Page title={t.title} about={t.about}>
      <WithReadableDraft>
        <Settings />
      </WithReadableDraft>
    </Page>
  );
}

function Settings() {
  const t = useWords(settingsWords);
  const [search, setSearch] = useSearchParams();
  const catalogue = useCatalogue();
  if (catalogue.isError) return <ErrorState error={catalogue.error} />;
  if (!catalogue.data) return <Loading />;
  const has = (part: string) => catalogue.data.document.properties?.[part] !== undefined;
  const items = [
    { key: "company", label: t.company, children: <CompanyForm catalogue={catalogue.data} /> },
    ...(has("calling")
      ? [{ key: "calling", label: t.calling, children: <CallingForm catalogue={catalogue.data} /> }]
      : []),
    ...(has("reasons")
      ? [{ key: "reasons", label: t.reasons, children: <PartList part="reasons" /> }]
      : []),
    ...(has("codes")
      ? [{ key: "codes", label: t.codes, children: <PartList part="codes" /> }]
      : []),
  ];
  return (
    <Tabs
      items={items}
      destroyOnHidden
      activeKey={search.get("tab") ?? "company"}
      onChange={(tab) => setSearch({ tab }, { replace: true })}
    />
  );
}

function CompanyForm({ catalogue }: { catalogue: Catalogue }) {
  const { document } = catalogue;
  const properties = Object.fromEntries(
    COMPANY.flatMap((name) => {
      const found = document.properties?.[name];
      return found ? [[name, found] as const] : [];
    }),
  );
  const required = (document.required ?? []).filter((one) => COMPANY.includes(one));
  const data = useDraft((state) => state.data);
  return (
    <ObjectForm
      catalogue={catalogue}
      owner="company"
      schema={{ properties, required }}
      value={data}
      path={[]}
    />
  );
}

function CallingForm({ catalogue }: { catalogue: Catalogue }) {
  const data = useDraft((state) => state.data);
  const schema = resolve(catalogue.document.properties?.calling ?? {}, catalogue.defs);
  return (
    <ObjectForm
      catalogue={catalogue}
      owner="calling"
      schema={schema}
      value={mapping(data.calling)}
      path={["calling"]}
    />
  );
}

function ObjectForm(props: {
  catalogue: Catalogue;
  owner: string;
  schema: JsonSchema;
  value: Mapping;
  path: string[];
}) {
  const { path } = props;
  const draft = useDraftStore();
  const navigate = useNavigate();
  const problems = useDraft((state) => state.problems);
  const context = useFormContext(props.catalogue, () => void navigate("/trees"));
  return (
    <div className="panel-card settings-form">
      <SchemaForm
        owner={props.owner}
        schema={props.schema}
        value={props.value}
        context={context}
        problems={problemsAt(problems, path)}
        path={path}
        prominent={Object.keys(props.schema.properties ?? {})}
        onChange={(field, value, typing) =>
          draft
            .getState()
            .change(
              [
                value === undefined
                  ? { kind: "delete", path: [...path, field] }
                  : { kind: "set", path: [...path, field], value },
              ],
              typing ? `${props.owner}.${field}` : "",
            )
        }
      />
    </div>
  );
}
