/** One click, and a caller whom nobody answered is called back: one's own phone rings first. */
import { PhoneOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api } from "../../api/client";
import { useCompany, useMay, useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { isMissed, type Missable } from "./missed";
import { journalWords } from "./words";

/** Whether this person has a phone to call from. */
export function useMayCallBack(): boolean {
  const { extension } = useSession().session.user;
  return useMay("desk") && extension !== null;
}

export function CallBack({
  call,
  small = false,
}: {
  call: Missable & { id: string };
  small?: boolean;
}) {
  const t = useWords(journalWords);
  const company = useCompany();
  const may = useMayCallBack();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const calling = useMutation({
    mutationFn: () =>
      api.POST("/api/v1/companies/{company}/calls/{call}/callback", {
        params: { path: { company, call: call.id } },
      }),
    onSuccess: () => void message.info(t.callingBack, 6),
    onError: (error) => void message.error(errorWords(error).detail, 8),
  });
  if (!may || !isMissed(call)) return null;
  return (
    <Button
      size={small ? "small" : "middle"}
      type={small ? "text" : "primary"}
      icon={<PhoneOutlined />}
      title={t.callBack}
      aria-label={t.callBack}
      loading={calling.isPending}
      onClick={(event) => {
        event.stopPropagation();
        calling.mutate();
      }}
    >
      {small ? null : t.callBack}
    </Button>
  );
}
