/** To whom a conversation is handed on: somebody of the company, or any number one may call. */
import { useMutation } from "@tanstack/react-query";
import { Alert, AutoComplete, Modal, Radio } from "antd";
import { useState } from "react";
import { common } from "../i18n/common";
import { bilingual, useWords } from "../i18n/words";
import { useErrorWords } from "../ui/states";
import { useColleagues } from "./colleagues";
import { dialled, inCall, type Talking } from "./transfer";

const transferWords = bilingual(
  {
    title: "Transfer the call",
    transfer: "Transfer",
    to: "To whom",
    help: "A colleague or any number. It rings there at once; if nobody takes it, the call comes back.",
    by: "Who hands it on",
    byHelp: "The other side is led on; the permissions of this person hold.",
  },
  {
    title: "Перевести звонок",
    transfer: "Перевести",
    to: "Кому",
    help: "Коллега или любой номер. Там сразу зазвонит; если никто не ответит, звонок вернётся.",
    by: "Кто переводит",
    byHelp: "Переведён будет собеседник; действуют права этого сотрудника.",
  },
);

export default function TransferDialog(props: {
  call: Talking;
  /** Whose own call it is; without it one of the call's people is chosen. */
  me?: string;
  send: (to: string, by: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useWords(transferWords);
  const c = useWords(common);
  const errorWords = useErrorWords();
  const { people, nameOf } = useColleagues();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string>();
  const able = props.me ? [props.me] : inCall(props.call, (one) => nameOf(one) !== "");
  const by = chosen ?? able[0];
  const to = dialled(text, people);
  const transfer = useMutation({
    mutationFn: () => props.send(to, by ?? ""),
    onSuccess: props.onClose,
  });
  const ready = to !== "" && by !== undefined;
  return (
    <Modal
      open
      title={t.title}
      okText={t.transfer}
      cancelText={c.cancel}
      okButtonProps={{ disabled: !ready, loading: transfer.isPending }}
      onOk={() => transfer.mutate()}
      onCancel={props.onClose}
    >
      {able.length > 1 && (
        <div className="field">
          <span className="field-label">{t.by}</span>
          <Radio.Group
            aria-label={t.by}
            value={by}
            options={able.map((value) => ({ value, label: nameOf(value) }))}
            onChange={(event) => setChosen(event.target.value as string)}
          />
          <div className="field-help">{t.byHelp}</div>
        </div>
      )}
      <label className="field-label" htmlFor="transfer-to">
        {t.to}
      </label>
      <AutoComplete
        id="transfer-to"
        autoFocus
        style={{ width: "100%" }}
        // As wide as the names: measured while the dialog still grows, it would cut them off.
        popupMatchSelectWidth={false}
        value={text}
        options={people
          .filter((one) => !able.includes(one.extension))
          .map((one) => ({ value: one.extension, label: `${one.name} · ${one.extension}` }))}
        showSearch={{
          filterOption: (typed, option) =>
            `${option?.label}`.toLocaleLowerCase().includes(typed.toLocaleLowerCase()),
        }}
        onChange={setText}
      />
      <div className="field-help">{t.help}</div>
      {transfer.error && <Alert type="error" showIcon title={errorWords(transfer.error).detail} />}
    </Modal>
  );
}
