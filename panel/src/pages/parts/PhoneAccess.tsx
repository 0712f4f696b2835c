/** A person's telephones: what is registered, a new password, its QR code and ready files. */
import { KeyOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Popconfirm, Select, Typography } from "antd";
import { useState } from "react";
import { api, data } from "../../api/client";
import { Problem } from "../../api/problem";
import type { components } from "../../api/schema";
import { useCompany } from "../../app/session";
import { common } from "../../i18n/common";
import { bilingual, useWords } from "../../i18n/words";
import QrCode from "../../ui/QrCode";
import { download } from "../../ui/download";
import { useErrorWords } from "../../ui/states";

const phoneWords = bilingual(
  {
    title: "Telephones",
    unpublished: "This person is not published yet: publish first, then give the phone a password.",
    none: "No telephone is registered.",
    hasPassword: "There is a password.",
    noPassword: "There is no password yet, so no telephone can register.",
    make: "New phone password",
    makeSure: "Make a new password? Telephones with the old one stop working.",
    once: "Shown this once. Put it into the phone now.",
    account: "Account",
    password: "Password",
    server: "Server",
    byHand: "By hand",
    phone: "Telephone",
    codes: "Apps: a QR code to scan",
    files: "Desk phones: a ready file",
    others: "Any",
  },
  {
    title: "Телефоны",
    unpublished:
      "Сотрудник ещё не опубликован: сначала опубликуйте, потом задайте пароль телефона.",
    none: "Ни один телефон не подключён.",
    hasPassword: "Пароль задан.",
    noPassword: "Пароля ещё нет, поэтому телефон не подключить.",
    make: "Новый пароль телефона",
    makeSure: "Создать новый пароль? Телефоны со старым перестанут работать.",
    once: "Показывается один раз. Введите его в телефон сейчас.",
    account: "Учётная запись",
    password: "Пароль",
    server: "Сервер",
    byHand: "Вручную",
    phone: "Телефон",
    codes: "Приложения: код для сканирования",
    files: "Настольные телефоны: готовый файл",
    others: "Любой",
  },
);

type Access = components["schemas"]["PhoneAccess"];

export function PhoneAccess({ extension }: { extension: string }) {
  const t = useWords(phoneWords);
  const c = useWords(common);
  const company = useCompany();
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const at = { params: { path: { company, extension } } };
  const key = ["person", company, extension];
  const person = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/v1/companies/{company}/people/{extension}", at)),
  });
  const make = useMutation({
    mutationFn: () => data(api.PUT("/api/v1/companies/{company}/people/{extension}/password", at)),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
  const unknown = person.error instanceof Problem && person.error.status === 404;
  const button = (
    <Button
      icon={<KeyOutlined />}
      loading={make.isPending}
      onClick={person.data?.has_password ? undefined : () => make.mutate()}
    >
      {t.make}
    </Button>
  );
  return (
    <section className="entry-uses">
      <h3>{t.title}</h3>
      {unknown && <p className="muted">{t.unpublished}</p>}
      {make.error && <Alert type="error" showIcon title={errorWords(make.error).detail} />}
      {person.data && (
        <>
          <p className={person.data.has_password ? "muted" : "field-problem warning"}>
            {person.data.has_password ? t.hasPassword : t.noPassword}
          </p>
          {person.data.devices.length === 0 && <p className="muted">{t.none}</p>}
          <ul className="plain-list">
            {person.data.devices.map((one) => (
              <li key={one.contact}>
                {one.user_agent || one.contact} <span className="muted">{one.address}</span>
              </li>
            ))}
          </ul>
          {person.data.has_password ? (
            <Popconfirm
              title={t.makeSure}
              okText={t.make}
              cancelText={c.cancel}
              onConfirm={() => make.mutate()}
            >
              {button}
            </Popconfirm>
          ) : (
            button
          )}
        </>
      )}
      {make.data && <Shown access={make.data} />}
    </section>
  );
}

const HAND = "hand";

function Shown({ access }: { access: Access }) {
  const t = useWords(phoneWords);
  const c = useWords(common);
  const { codes, files } = access;
  const [way, setWay] = useState(codes[0]?.apps ?? HAND);
  const code = codes.find((one) => one.apps === way);
  const file = files.find((one) => one.name === way);
  return (
    <div className="phone-access">
      <Alert type="info" showIcon title={t.once} />
      <label className="field">
        <span className="field-label">{t.phone}</span>
        <Select
          aria-label={t.phone}
          className="phone-way"
          value={way}
          options={[
            { label: t.others, options: [{ value: HAND, label: t.byHand }] },
            { label: t.codes, options: codes.map((one) => ({ value: one.apps, label: one.apps })) },
            {
              label: t.files,
              options: files.map((one) => ({ value: one.name, label: one.phone })),
            },
          ]}
          onChange={setWay}
        />
      </label>
      {code && <QrCode text={code.content} />}
      {file && (
        <Button onClick={() => download(file.name, file.content, "text/plain")}>
          {c.download}: {file.name}
        </Button>
      )}
      {!code && !file && <ByHand access={access} />}
    </div>
  );
}

function ByHand({ access: { settings, password } }: { access: Access }) {
  const t = useWords(phoneWords);
  return (
    <dl className="phone-facts">
      <dt>{t.server}</dt>
      <dd>
        {settings.host}:{settings.port} ({settings.transport})
      </dd>
      <dt>{t.account}</dt>
      <dd>
        <Typography.Text copyable>{settings.account}</Typography.Text>
      </dd>
      <dt>{t.password}</dt>
      <dd data-secret="password">
        <Typography.Text code copyable>
          {password}
        </Typography.Text>
      </dd>
    </dl>
  );
}
