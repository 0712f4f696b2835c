/** The client of the server's API, typed by its OpenAPI (`make panel-client`). */
import createClient, { type Middleware } from "openapi-fetch";
import { currentLocale } from "../i18n/locale";
import { problemOf, Unreachable } from "./problem";
import type { paths } from "./schema";

let csrf = "";
let onSignedOut: () => void = () => undefined;

export function setCsrf(token: string): void {
  csrf = token;
}

/** What to do when the server no longer knows who we are. */
export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

const SAFE = new Set(["GET", "HEAD"]);

const house: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", currentLocale());
    if (!SAFE.has(request.method)) request.headers.set("X-CSRF-Token", csrf);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (response.status === 401 && !String(schemaPath).endsWith("/session")) onSignedOut();
    throw problem;
  },
};

async function reachable(input: Request): Promise<Response> {
  try {
    return await fetch(input);
  } catch (error) {
    if (input.signal.aborted) throw error;
    throw new Unreachable("The server cannot be reached", { cause: error });
  }
}

export const api = createClient<paths>({ baseUrl: "", fetch: reachable });
api.use(house);

/** The data of an answer; what is no success was thrown before. */
export async function data<T>(answer: Promise<{ data?: T; response: Response }>): Promise<T> {
  return (await answer).data as T;
}

/** An address below the API for what a browser fetches by itself: audio, files. */
export function href(path: string): string {
  return `/api/v1${path}`;
}

/** Send a file as it is: the body of the request is the file itself. */
export async function upload(path: string, body: Blob, method = "PUT"): Promise<void> {
  const headers = { "X-CSRF-Token": csrf, "Accept-Language": currentLocale() };
  const response = await reachable(
    new Request(new URL(href(path), location.origin), { method, headers, body }),
  );
  if (!response.ok) throw await problemOf(response);
}
