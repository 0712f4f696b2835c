/** What can be done with messages: a company's, or the own ones, by the same names. */
import { api, data, href } from "../../api/client";
import type { components } from "../../api/schema";

type MessagePage = components["schemas"]["Page_MessageView_"];
type Message = components["schemas"]["MessageView"];
export type MessageState = Message["state"];

export interface Doings {
  /** Of the queries that hold them. */
  key: readonly unknown[];
  page: (cursor: string | null, deleted: boolean) => Promise<MessagePage>;
  sound: (message: string) => string;
  mark: (message: string, state: MessageState) => Promise<unknown>;
  remove: (message: string) => Promise<unknown>;
  restore: (message: string) => Promise<unknown>;
  resend: (message: string) => Promise<{ addresses: number; webhook: boolean }>;
  forward: (message: string, mailbox: string) => Promise<unknown>;
  /** Sending to one address alone; nobody's but who looks after the company. */
  resendTo?: (mail: string, address: string) => Promise<{ addresses: number }>;
}

export function ownMessages(company: string): Doings {
  const at = (message: string) => ({ params: { path: { company, message } } });
  const url = "/api/v1/companies/{company}/me/messages";
  return {
    key: ["own-messages", company],
    page: (cursor, deleted) =>
      data(api.GET(url, { params: { path: { company }, query: { cursor, deleted } } })),
    sound: (message) => href(`/companies/${company}/me/messages/${message}/audio`),
    mark: (message, state) => api.PATCH(`${url}/{message}`, { ...at(message), body: { state } }),
    remove: (message) => api.DELETE(`${url}/{message}`, at(message)),
    restore: (message) => api.POST(`${url}/{message}/restore`, at(message)),
    resend: (message) => data(api.POST(`${url}/{message}/resend`, at(message))),
    forward: (message, mailbox) =>
      api.POST(`${url}/{message}/forward`, { ...at(message), body: { mailbox } }),
  };
}

export function companyMessages(company: string, mailbox: string | null): Doings {
  const at = (message: string) => ({ params: { path: { company, message } } });
  const url = "/api/v1/companies/{company}/messages";
  return {
    key: ["messages", company, mailbox],
    page: (cursor, deleted) =>
      data(api.GET(url, { params: { path: { company }, query: { cursor, deleted, mailbox } } })),
    sound: (message) => href(`/companies/${company}/messages/${message}/audio`),
    mark: (message, state) => api.PATCH(`${url}/{message}`, { ...at(message), body: { state } }),
    remove: (message) => api.DELETE(`${url}/{message}`, at(message)),
    restore: (message) => api.POST(`${url}/{message}/restore`, at(message)),
    resend: (message) => data(api.POST(`${url}/{message}/resend`, at(message))),
    forward: (message, to) =>
      api.POST(`${url}/{message}/forward`, { ...at(message), body: { mailbox: to } }),
    resendTo: (mail, address) =>
      data(
        api.POST("/api/v1/companies/{company}/mails/{mail}/resend", {
          params: { path: { company, mail }, query: { address } },
        }),
      ),
  };
}
