import { describe, expect, it } from "vitest";
import { hasFailed, isOnItsWay, told, toldOfHook, type MailState, type Message } from "./delivery";

const MAIL: MailState = {
  mail: "m1",
  address: "a@example.com",
  state: "waiting",
  answer: "",
  attempts: 0,
  next_attempt: "2026-03-02T09:30:00+00:00",
  gathered_in: null,
};

function message(webhook: string, ...mails: Partial<MailState>[]): Message {
  return { webhook, mails: mails.map((one) => ({ ...MAIL, ...one })) } as Message;
}

describe("each address", () => {
  it.each([
    [{}, "waits to be sent", "ждёт отправки", "waiting"],
    [{ state: "accepted" }, "accepted by the mail server", "принято почтовым сервером", "good"],
    [{ state: "refused" }, "refused for good", "отклонено окончательно", "bad"],
    [
      { state: "given_up", attempts: 1 },
      "given up after 1 attempt",
      "попытки прекращены, было: 1",
      "bad",
    ],
    [
      { gathered_in: "m9", attempts: 2 },
      "waits to be sent together with others in one mail",
      "уйдёт вместе с другими в одном письме",
      "waiting",
    ],
  ] as [Partial<MailState>, string, string, string][])(
    "%j is told in both languages",
    (facts, en, ru, tone) => {
      expect(told({ ...MAIL, ...facts }, "en")).toEqual({ words: en, tone });
      expect(told({ ...MAIL, ...facts }, "ru")).toEqual({ words: ru, tone });
    },
  );

  it("that has not accepted yet tells when it is tried next", () => {
    const { words, tone } = told({ ...MAIL, attempts: 3 }, "en");
    expect(words).toMatch(/^not accepted yet after 3 attempts, next one .+/);
    expect(tone).toBe("waiting");
  });
});

describe("a message", () => {
  it("is on its way while anything waits", () => {
    expect(isOnItsWay(message("", { state: "accepted" }, {}))).toBe(true);
    expect(isOnItsWay(message("waiting"))).toBe(true);
    expect(isOnItsWay(message("", { state: "refused" }))).toBe(false);
  });

  it("has failed where an address or the webhook will never have it", () => {
    expect(hasFailed(message("", { state: "accepted" }, { state: "given_up" }))).toBe(true);
    expect(hasFailed(message("refused"))).toBe(true);
    expect(hasFailed(message("accepted", {}))).toBe(false);
  });

  it("tells of its webhook only where there is one", () => {
    expect(toldOfHook(message(""), "en")).toBeNull();
    expect(toldOfHook(message("given_up"), "ru")).toEqual({
      words: "попытки прекращены",
      tone: "bad",
    });
  });
});
