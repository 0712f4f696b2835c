/** The server's templates, and drawing one of them into the draft. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { api, data } from "../../api/client";
import { useDraft, useDraftStore } from "../../app/draft";
import { useCompany } from "../../app/session";
import {
  additions,
  firstSteps,
  wishesFrom,
  wishesOf,
  type Answers,
  type DrawnTree,
  type Wishes,
} from "../../document/templates";
import type { Edit } from "../../document/edit";
import { useLocale } from "../../i18n/locale";
import { everyPage, WHOLE } from "../../ui/pages";
import { useErrorWords } from "../../ui/states";
import { useEditor } from "./state";

export function useTemplates() {
  const locale = useLocale();
  return useQuery({
    queryKey: ["templates", locale],
    queryFn: () => data(api.GET("/api/v1/templates")),
    staleTime: Infinity,
  });
}

/** Draws a template for the company as it stands, and shows the tree. */
export function useTemplate() {
  const locale = useLocale();
  const document = useDraft((state) => state.data);
  const add = useAdd();
  return useMutation({
    mutationFn: (template: string) => drawn(template, wishesOf(document, locale)),
    onSuccess: (made) => add(made.tree, additions(made)),
    onError: useTellOfError(),
  });
}

/** Draws the reception of the four answers, and shows it. */
export function useFirstSteps(trunk: string | undefined) {
  const locale = useLocale();
  const draft = useDraftStore();
  const add = useAdd();
  return useMutation({
    mutationFn: (answers: Answers) =>
      drawn("office", wishesFrom(answers, draft.getState().data, locale)),
    onSuccess: (made, answers) => {
      const now = draft.getState().data;
      add(made.tree, firstSteps(now, answers, made, trunk ? { trunk } : null));
    },
    onError: useTellOfError(),
  });
}

/** Numbers that the operator has given the company and that lead nowhere yet. */
export function useUnusedNumbers(): string[] {
  const company = useCompany();
  const query = useQuery({
    queryKey: ["given-numbers", company],
    queryFn: () =>
      everyPage((cursor) =>
        data(
          api.GET("/api/v1/companies/{company}/numbers", {
            params: { path: { company }, query: { limit: WHOLE, cursor } },
          }),
        ),
      ),
  });
  return query.data?.filter((one) => !one.used).map((one) => one.number) ?? [];
}

function useAdd() {
  const draft = useDraftStore();
  return (tree: string, edits: Edit[]) => {
    draft.getState().change(edits);
    useEditor.getState().show(tree);
  };
}

function useTellOfError() {
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  return (error: unknown) => void message.error(errorWords(error).detail, 8);
}

function drawn(template: string, wishes: Wishes): Promise<DrawnTree> {
  const params = { path: { template } };
  return data(api.POST("/api/v1/templates/{template}/tree", { params, body: wishes }));
}
