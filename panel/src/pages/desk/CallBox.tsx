/** Click to call: one's own phone rings first, then the number. */
import { PhoneOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../api/client";
import { useCompany } from "../../app/session";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { callingWords } from "./callingWords";
import { compact } from "./forwarding";

export function useCalling() {
  const t = useWords(callingWords);
  const company = useCompany();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  return useMutation({
    mutationFn: (body: { number: string; presenting?: string | null }) =>
      api.POST("/api/v1/companies/{company}/me/calls", { params: { path: { company } }, body }),
    onSuccess: () => void message.info(t.ringing, 6),
    onError: (error) => void message.error(errorWords(error).detail, 8),
  });
}

export function CallBox() {
  const t = useWords(callingWords);
  const [number, setNumber] = useState("");
  const [hidden, setHidden] = useState(false);
  const calling = useCalling();
  const wanted = compact(number);
  const ready = wanted.length >= 2;
  const call = () => {
    if (!ready || calling.isPending) return;
    calling.mutate(
      { number: wanted, presenting: hidden ? "anonymous" : null },
      { onSuccess: () => setNumber("") },
    );
  };
  return (
    <section className="panel-card desk-call">
      <h2>{t.call}</h2>
      <div className="desk-call-row">
        <Input
          type="tel"
          size="large"
          aria-label={t.number}
          placeholder={t.numberExample}
          maxLength={32}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
          onPressEnter={call}
        />
        <Button
          type="primary"
          size="large"
          icon={<PhoneOutlined />}
          disabled={!ready}
          loading={calling.isPending}
          onClick={call}
        >
          {t.call}
        </Button>
      </div>
      <label>
        <input
          type="checkbox"
          checked={hidden}
          onChange={(event) => setHidden(event.target.checked)}
        />{" "}
        {t.hide}
      </label>
      <p className="field-help">{t.callHelp}</p>
    </section>
  );
}

/** Call somebody of one's own list back. */
export function CallAgain({ number, who }: { number: string; who: string }) {
  const t = useWords(callingWords);
  const calling = useCalling();
  if (!number) return null;
  return (
    <Button
      type="text"
      size="small"
      icon={<PhoneOutlined />}
      title={t.back(who)}
      aria-label={t.back(who)}
      loading={calling.isPending}
      onClick={() => calling.mutate({ number })}
    />
  );
}
