/** Where a company's draft is kept: the API's side of `createDraft`. */
import { api, data } from "../api/client";
import { isProblem, Problem } from "../api/problem";
import type { components } from "../api/schema";
import { DraftConflict, type DraftServer, type Loaded } from "./draft";

type ScheduleRow = components["schemas"]["ScheduleState"];

export function draftServer(company: string): DraftServer {
  const at = { params: { path: { company } } };

  async function draft(): Promise<Loaded | null> {
    try {
      const { data: found, response } = await api.GET("/api/v1/companies/{company}/draft", at);
      if (!found) return null;
      const etag = response.headers.get("etag") ?? "";
      const { text, base_revision: base, changed_by: by } = found;
      return { text, base, etag, isDraft: true, by };
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return null;
      throw error;
    }
  }

  async function live(): Promise<Loaded> {
    try {
      const found = await data(api.GET("/api/v1/companies/{company}/document", at));
      return { text: found.text, base: found.revision, etag: "", isDraft: false };
    } catch (error) {
      if (error instanceof Problem && error.status === 404) {
        return { text: `code: ${company}\n`, base: null, etag: "", isDraft: false };
      }
      throw error;
    }
  }

  const load = async () => (await draft()) ?? (await live());

  return {
    load,
    async save(text, base, etag) {
      try {
        const { response } = await api.PUT("/api/v1/companies/{company}/draft", {
          params: { path: { company }, header: etag ? { "if-match": etag } : {} },
          body: { text, base_revision: base },
        });
        return { etag: response.headers.get("etag") ?? "" };
      } catch (error) {
        const isStale =
          isProblem(error, "changed-meanwhile") || isProblem(error, "precondition-required");
        if (!isStale) throw error;
        const theirs = await load();
        // Published or thrown away meanwhile: there is nothing left that mine could overwrite.
        if (theirs.text === text) return { etag: theirs.etag };
        throw new DraftConflict(theirs.by ?? "", theirs);
      }
    },
    async check(text) {
      const answer = await data(
        api.POST("/api/v1/companies/{company}/document/check", { ...at, body: { text } }),
      );
      return { problems: answer.problems.map(problemOf), schedules: schedulesOf(answer.schedules) };
    },
  };
}

type Row = Awaited<ReturnType<DraftServer["check"]>>["problems"][number];

function problemOf(row: Omit<Row, "severity"> & { severity: string }): Row {
  return { ...row, severity: row.severity === "warning" ? "warning" : "error" };
}

type Schedules = Awaited<ReturnType<DraftServer["check"]>>["schedules"];

function schedulesOf(rows: readonly ScheduleRow[]): Schedules {
  return Object.fromEntries(
    rows.map(({ name, spoken, ...today }) => [
      name,
      {
        ...today,
        spoken: Object.fromEntries(
          Object.entries(spoken).map(([language, words]) => [language, words.hours]),
        ),
      },
    ]),
  );
}
