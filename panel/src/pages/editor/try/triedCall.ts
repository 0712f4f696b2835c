/** Imagining a call through the draft, and laying its way over the drawing. */
import { useMutation } from "@tanstack/react-query";
import { api, data } from "../../../api/client";
import { useDraftStore } from "../../../app/draft";
import { useCompany } from "../../../app/session";
import { requestOf, type Story } from "../../../document/tryCall";
import { useEditor } from "../state";
import { useTry } from "./tryState";

export function useTriedCall() {
  const company = useCompany();
  const draft = useDraftStore();
  return useMutation({
    mutationFn: (asked: Story) =>
      data(
        api.POST("/api/v1/companies/{company}/document/simulate", {
          params: { path: { company } },
          body: { text: draft.getState().text, ...requestOf(asked) },
        }),
      ),
    onSuccess: (result) => {
      useTry.getState().show(result);
      showWay();
    },
    onError: () => useTry.getState().clear(),
  });
}

/** The tree in which the call begins, with the whole of its way in view. */
function showWay(): void {
  const { hops } = useTry.getState();
  const tree = hops[0]?.tree;
  if (tree === undefined) return;
  const nodes = hops.filter((hop) => hop.tree === tree).map((hop) => hop.node);
  useEditor.getState().show(tree);
  useEditor.setState({ selection: [], focus: { nodes: [...new Set(nodes)] } });
}
