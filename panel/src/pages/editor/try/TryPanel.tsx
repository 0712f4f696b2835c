/** Try it: a time, a caller, who is free; keys on a dial pad; the way lights up on the drawing. */
import { PhoneOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useEffect } from "react";
import { useWords } from "../../../i18n/words";
import { useErrorWords } from "../../../ui/states";
import { DialPad } from "./DialPad";
import { ProofCard } from "./ProofCard";
import { StoryForm } from "./StoryForm";
import { useTriedCall } from "./triedCall";
import { TryResult } from "./TryResult";
import { useTry } from "./tryState";
import { tryWords } from "./tryWords";

export function TryPanel() {
  const t = useWords(tryWords);
  const story = useTry((state) => state.story);
  const errorWords = useErrorWords();
  const call = useTriedCall();
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
      <TryResult />
      <ProofCard onShow={(asked) => mutate(asked)} />
    </div>
  );
}
