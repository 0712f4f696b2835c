/** Who is signed in, for whom, and what they may do. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, type ReactNode } from "react";
import { api, data, setCsrf, whenSignedOut } from "../api/client";
import { disconnect } from "../api/live";
import { Problem } from "../api/problem";
import type { components } from "../api/schema";
import { ErrorState, Loading } from "../ui/states";
import { setClock } from "../i18n/clock";
import { useWords } from "../i18n/words";
import { remember } from "./remembered";
import { appWords } from "./words";

export type Session = components["schemas"]["SessionView"];

interface SessionState {
  session: Session;
  signOut: () => Promise<void>;
}

const Signed = createContext<SessionState | null>(null);

export const SESSION = ["session"] as const;

async function load(frame: () => Promise<void>): Promise<Session | null> {
  try {
    const session = await data(api.GET("/api/v1/session"));
    setCsrf(session.csrf);
    // What could not be loaded is told, and tried again, where it is shown.
    await frame().catch(() => undefined);
    return session;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    remember(null);
    return null;
  }
}

/** Shows its children to who is signed in, and the sign-in page to everybody else. */
export function SessionGate(props: {
  children: ReactNode;
  signIn: ReactNode;
  /** Brings the code of what the children show; they are shown when it is there. */
  frame: () => Promise<void>;
}) {
  const { frame } = props;
  const t = useWords(appWords);
  const client = useQueryClient();
  const query = useQuery({
    queryKey: SESSION,
    queryFn: () => load(frame),
    staleTime: 60_000,
    retry: 1,
  });

  useEffect(() => {
    whenSignedOut(() => client.setQueryData(SESSION, null));
  }, [client]);

  const signOut = useCallback(async () => {
    await api.DELETE("/api/v1/session");
    disconnect();
    client.setQueryData(SESSION, null);
    // Nothing of the company may be left for whoever signs in next.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
  }, [client]);

  if (query.isPending) return <Loading text={t.signingIn} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  setClock(query.data?.company?.timezone);
  if (query.data === null) return props.signIn;
  return (
    <Signed.Provider value={{ session: query.data, signOut }}>{props.children}</Signed.Provider>
  );
}

export function useSession(): SessionState {
  const found = useContext(Signed);
  if (!found) throw new Error("Nobody is signed in here");
  return found;
}

/** The company whose pages are shown. */
export function useCompany(): string {
  return useSession().session.company?.code ?? "";
}

export function useMay(permission: string): boolean {
  return useSession().session.user.permissions.some((one) => one === permission);
}
