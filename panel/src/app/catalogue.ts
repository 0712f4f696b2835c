/** What a document may hold, asked for once; and what forms need to know besides. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, data } from "../api/client";
import { catalogueOf, type Catalogue } from "../document/catalogue";
import { words } from "../document/text";
import type { FormContext } from "../forms/SchemaForm";
import { useDraft } from "./draft";
import { useRecordings } from "./recordings";
import { useCompany } from "./session";
import { speak } from "./speak";

export function useCatalogue() {
  return useQuery({
    queryKey: ["schema"],
    queryFn: async () => catalogueOf(await data(api.GET("/api/v1/schema"))),
    staleTime: Infinity,
  });
}

const NONE: readonly string[] = [];

/** The names of the company's recordings, for pickers. */
function useRecordingNames(company: string): readonly string[] {
  const query = useRecordings(company);
  return useMemo(() => query.data?.map((one) => one.name) ?? NONE, [query.data]);
}

export function useFormContext(catalogue: Catalogue, openText?: () => void): FormContext {
  const company = useCompany();
  const draft = useDraft((state) => state.data);
  const recordings = useRecordingNames(company);
  return useMemo(
    () => ({
      data: draft,
      defs: catalogue.defs,
      recordings,
      strategies: catalogue.strategies,
      language: words(draft.language) || "ru",
      speak: (text: string, language: string) => speak(company, text, language),
      ...(openText ? { openText } : {}),
    }),
    [draft, catalogue, recordings, company, openText],
  );
}
