/** What is looked at before anything reaches a caller, and the two ways a draft ends. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useEffect, useMemo, useState } from "react";
import { api, data } from "../api/client";
import { list, read } from "../document/text";
import { useWords } from "../i18n/words";
import { useDraft, useDraftStore } from "./draft";
import { publishWords } from "./publishWords";
import { useCompany } from "./session";

const useAt = () => ({ params: { path: { company: useCompany() } } });

/** The draft beside what is live: its errors, the changes in words, and the cases. */
export function useReview() {
  const draft = useDraftStore();
  const company = useCompany();
  const at = useAt();
  const [ready, setReady] = useState(false);
  const text = useDraft((state) => state.text);
  const problems = useDraft((state) => state.problems);
  const published = useQuery({
    queryKey: ["published", company],
    queryFn: async () => (await data(api.GET("/api/v1/companies/{company}/document", at))).text,
    retry: false, // a company that was never published has none
  });
  // Both are read here, from text: the server's own data spells some values otherwise.
  const live = useMemo(
    () => (published.data === undefined ? null : read(published.data).data),
    [published.data],
  );

  useEffect(() => {
    void draft
      .getState()
      .flush()
      .then(() => setReady(true));
  }, [draft]);

  const errors = problems.filter((one) => one.severity === "error");
  const diff = useQuery({
    queryKey: ["diff", company, text],
    enabled: ready,
    queryFn: () =>
      data(api.POST("/api/v1/companies/{company}/document/diff", { ...at, body: { text } })),
  });
  const hasCases = useDraft((state) => list(state.data.cases).length > 0);
  const cases = useQuery({
    queryKey: ["cases", company, text],
    enabled: ready && errors.length === 0 && hasCases,
    queryFn: () =>
      data(api.POST("/api/v1/companies/{company}/document/cases", { ...at, body: { text } })),
  });
  const failing = cases.data?.filter((one) => !one.passed) ?? [];
  return { ready, errors, published, live, diff, hasCases, cases, failing };
}

/** Publishing the draft over a revision. */
export function usePublishing(asked: { note: string; force: boolean }, onClose: () => void) {
  const t = useWords(publishWords);
  const draft = useDraftStore();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const at = useAt();
  const text = useDraft((state) => state.text);
  return useMutation({
    mutationFn: (base: number | null) =>
      data(
        api.POST("/api/v1/companies/{company}/publish", {
          ...at,
          body: { text, note: asked.note, force_cases: asked.force, base_revision: base },
        }),
      ),
    onSuccess: async (published) => {
      draft.setState({ isDraft: false, base: published.revision, etag: "" });
      await draft.getState().load();
      void client.invalidateQueries();
      void message.success(t.done(published.revision), 6);
      if (published.without_password.length > 0) {
        modal.info({ title: t.withoutPassword(published.without_password.join(", ")) });
      }
      onClose();
    },
  });
}

/** Going back to what is live. */
export function useDiscarding(onClose: () => void) {
  const draft = useDraftStore();
  const at = useAt();
  return useMutation({
    mutationFn: () => api.DELETE("/api/v1/companies/{company}/draft", at),
    onSuccess: async () => {
      const live = await data(api.GET("/api/v1/companies/{company}/document", at));
      draft.getState().replaceByLive(live.text, live.revision);
      onClose();
    },
  });
}
