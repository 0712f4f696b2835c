/** Puts everything together: the look, the language, the session, the pages. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import english from "antd/locale/en_GB";
import russian from "antd/locale/ru_RU";
import dayjs from "dayjs";
import "dayjs/locale/en-gb";
import "dayjs/locale/ru";
import { Suspense, useEffect } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { Problem } from "../api/problem";
import { useLocale, useLocaleState } from "../i18n/locale";
import { keepFocus } from "../ui/focusBack";
import { later } from "../ui/later";
import { useIsStill } from "../ui/motion";
import { Boundary, Loading } from "../ui/states";
import { remembered } from "./remembered";
import { SessionGate } from "./session";
import { themeOf, useIsDark } from "./theme";

const SignIn = later(() => import("../pages/signin/SignInPage"));
const Welcome = later(() => import("../pages/signin/WelcomePage"));
const Reset = later(() => import("../pages/signin/ResetPage"));
const shell = () => import("./Shell");
const Shell = later(shell);

/** The frame and the page of this address: both come at once. */
async function frame(): Promise<void> {
  const { preload } = await shell();
  await Promise.all([Shell.ready(), preload(location.pathname)]);
}

// Who was signed in probably still is: the frame and the page come while the server is asked.
if (remembered() !== null) void frame().catch(() => undefined);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Refusals are final; only what never arrived is worth another try.
      retry: (failures, error) => !(error instanceof Problem) && failures < 2,
      refetchOnWindowFocus: false,
    },
  },
});

// What the server has told, it told in the other language.
useLocaleState.subscribe((now, before) => {
  if (now.locale !== before.locale) void client.invalidateQueries();
});

export function App() {
  const isDark = useIsDark();
  const isStill = useIsStill();
  const locale = useLocale();
  dayjs.locale(locale === "ru" ? "ru" : "en-gb");
  useEffect(keepFocus, []);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  }, [locale, isDark]);
  return (
    <ConfigProvider
      theme={themeOf(isDark, isStill)}
      locale={locale === "ru" ? russian : english}
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app">
        <QueryClientProvider client={client}>
          <BrowserRouter>
            <Boundary>
              <Suspense fallback={<Loading />}>
                <Routes>
                  <Route path="/welcome" element={<Welcome />} />
                  <Route path="/reset" element={<Reset />} />
                  <Route
                    path="*"
                    element={
                      <SessionGate signIn={<SignIn />} frame={frame}>
                        <Shell />
                      </SessionGate>
                    }
                  />
                </Routes>
              </Suspense>
            </Boundary>
          </BrowserRouter>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
