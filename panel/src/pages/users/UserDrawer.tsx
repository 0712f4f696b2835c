/** One user: invited, changed, blocked, deleted. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Form, Input, Popconfirm, Select, Typography } from "antd";
import { useState } from "react";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { useCompany, useSession } from "../../app/session";
import { common } from "../../i18n/common";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { usersKey, type UserRow } from "./UsersPage";
import { userWords } from "./words";

type Change = components["schemas"]["UserChange"];
type NewUser = components["schemas"]["NewUser"];

export default function UserDrawer(props: { user: UserRow | "new"; onClose: () => void }) {
  const t = useWords(userWords);
  const { user } = props;
  const title = user === "new" ? t.invite : t.edit(user.name);
  return (
    <Drawer open title={title} size={440} onClose={props.onClose} destroyOnHidden>
      <UserForm user={user} onClose={props.onClose} />
    </Drawer>
  );
}

function UserForm({ user, onClose }: { user: UserRow | "new"; onClose: () => void }) {
  const t = useWords(userWords);
  const c = useWords(common);
  const locale = useLocale();
  const company = useCompany();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const [link, setLink] = useState("");
  const refresh = () => client.invalidateQueries({ queryKey: usersKey(company) });
  const id = user === "new" ? "" : user.id;
  const at = { params: { path: { company, user: id } } };

  const invite = useMutation({
    mutationFn: (body: NewUser) =>
      data(api.POST("/api/v1/companies/{company}/users", { params: { path: { company } }, body })),
    onSuccess: (made) => {
      setLink(made.link);
      void refresh();
    },
  });
  const change = useMutation({
    mutationFn: (body: Change) =>
      data(api.PATCH("/api/v1/companies/{company}/users/{user}", { ...at, body })),
    onSuccess: () => {
      void refresh();
      onClose();
    },
  });
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/companies/{company}/users/{user}", at),
    onSuccess: () => {
      void refresh();
      onClose();
    },
  });
  const again = useMutation({
    mutationFn: () => data(api.POST("/api/v1/companies/{company}/users/{user}/invitation", at)),
    onSuccess: (made) => setLink(made.link),
  });
  const error = invite.error ?? change.error ?? remove.error ?? again.error;
  if (link) {
    return (
      <>
        <Alert type="success" showIcon title={t.invitedDone} description={t.linkHelp} />
        <Typography.Paragraph copyable className="invite-link">
          {link}
        </Typography.Paragraph>
        <Button
          type="primary"
          onClick={() => {
            void message.success(t.invitedDone);
            onClose();
          }}
        >
          {c.close}
        </Button>
      </>
    );
  }
  const initial = user === "new" ? { role: "employee" as const, language: locale } : { ...user };
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={(entered: NewUser) => {
        const extension = entered.extension || null;
        if (user === "new") invite.mutate({ ...entered, extension });
        else {
          const { name, role, language } = entered;
          change.mutate({ name, role, language, extension });
        }
      }}
    >
      {error && <Alert type="error" showIcon title={errorWords(error).detail} />}
      <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="email" label={t.email} rules={[{ required: true, type: "email" }]}>
        <Input disabled={user !== "new"} type="email" />
      </Form.Item>
      <RoleField />
      <Form.Item name="extension" label={t.extension} extra={t.extensionHelp}>
        <Input inputMode="numeric" style={{ maxWidth: 140 }} />
      </Form.Item>
      <Form.Item name="language" label={t.language}>
        <Select
          options={[
            { value: "ru", label: c.language.ru },
            { value: "en", label: c.language.en },
          ]}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={invite.isPending || change.isPending}>
        {user === "new" ? t.invite : c.save}
      </Button>
      {user !== "new" && (
        <UserActions
          user={user}
          change={change.mutate}
          again={again.mutate}
          remove={remove.mutate}
        />
      )}
    </Form>
  );
}

function RoleField() {
  const t = useWords(userWords);
  return (
    <Form.Item name="role" label={t.role}>
      <Select
        options={(["administrator", "supervisor", "employee"] as const).map((role) => ({
          value: role,
          label: t.roles[role],
        }))}
        optionRender={(option) => (
          <div>
            {option.label}
            <div className="muted">{t.roleHelp[option.value as keyof typeof t.roleHelp]}</div>
          </div>
        )}
      />
    </Form.Item>
  );
}

function UserActions(props: {
  user: UserRow;
  change: (body: Change) => void;
  again: () => void;
  remove: () => void;
}) {
  const t = useWords(userWords);
  const c = useWords(common);
  const { session } = useSession();
  const { user } = props;
  if (user.id === session.user.id) return null;
  return (
    <div className="drawer-actions">
      <Button onClick={() => props.again()}>{t.newLink}</Button>
      {user.second_factor && (
        <Button onClick={() => props.change({ second_factor: false })}>{t.removeFactor}</Button>
      )}
      <Button onClick={() => props.change({ disabled: !user.disabled })}>
        {user.disabled ? t.unblock : t.block}
      </Button>
      <Popconfirm
        title={t.deleteSure}
        okText={t.delete}
        cancelText={c.cancel}
        onConfirm={() => props.remove()}
      >
        <Button danger>{t.delete}</Button>
      </Popconfirm>
    </div>
  );
}
