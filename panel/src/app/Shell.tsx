/** The frame of all pages: menu, who is signed in, whether the server is there. */
import { LogoutOutlined, MenuOutlined, UserOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Dropdown, Grid, Layout, Menu, Tooltip, type MenuProps } from "antd";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Link, Navigate, Route, Routes, useLocation, useNavigate } from "react-router";
import { connect, useConnection } from "../api/live";
import { api, data, href, setCsrf } from "../api/client";
import { common } from "../i18n/common";
import { clockZone, isForeign } from "../i18n/clock";
import { zoneName } from "../i18n/format";
import { useLocale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import { later } from "../ui/later";
import { Boundary, EmptyState, Loading } from "../ui/states";
import { DraftHolderProvider } from "./draftHolder";
import { PAGES, type GroupName, type PageEntry } from "./pages";
import { remember, remembered } from "./remembered";
import { SESSION, useMay, useSession, type Session } from "./session";
import { LanguageButton, ThemeButton } from "./Preferences";
import { appWords } from "./words";

const GROUPS: readonly GroupName[] = ["work", "build", "company", "server"];
const ROUTES = PAGES.map((page) => ({ page, View: later(page.load) }));
const NarrowMenu = lazy(() => import("./NarrowMenu"));
const PublishBar = lazy(() => import("./PublishBar"));
const AccountPage = lazy(() => import("../pages/account/AccountPage"));

/** Load the page of an address before it is known who asks for it; what fails is told later. */
export async function preload(path: string): Promise<void> {
  const address = path === "/" ? (remembered() ?? path) : path;
  await ROUTES.find(({ page }) => address.startsWith(page.path))?.View.ready();
}

export default function Shell() {
  const { session } = useSession();
  const wide = Grid.useBreakpoint().lg !== false;
  const [open, setOpen] = useState(false);
  const company = session.company?.code ?? null;
  const watches = useMay("live:read");
  // The drawing needs the room more than the names of the other pages.
  const narrow = useLocation().pathname.startsWith("/trees");

  useEffect(() => {
    if (!company) return;
    if (watches) connect(href(`/companies/${company}/events`));
    else if (session.user.extension) connect(href(`/companies/${company}/me/events`));
  }, [company, watches, session.user.extension]);

  const body = (
    <Layout className="shell">
      {wide && (
        <Layout.Sider
          width={242}
          collapsedWidth={64}
          collapsed={narrow}
          trigger={null}
          theme="light"
          className={narrow ? "shell-sider narrow" : "shell-sider"}
        >
          <Brand />
          <PageMenu session={session} />
        </Layout.Sider>
      )}
      {!wide && (
        <Suspense fallback={null}>
          <NarrowMenu open={open} title={<Brand />} onClose={() => setOpen(false)}>
            <PageMenu session={session} onChoose={() => setOpen(false)} />
          </NarrowMenu>
        </Suspense>
      )}
      <Layout className="shell-main">
        <Top session={session} {...(wide ? {} : { onMenu: () => setOpen(true) })} />
        <ActingNotice session={session} />
        <ConnectionNotice />
        <Layout.Content className="shell-content">
          <Boundary key={`${company} ${session.company?.timezone}`}>
            <Suspense fallback={<Loading />}>
              <Pages session={session} />
            </Suspense>
          </Boundary>
        </Layout.Content>
      </Layout>
    </Layout>
  );
  return company ? (
    <DraftHolderProvider key={company} company={company}>
      {body}
    </DraftHolderProvider>
  ) : (
    body
  );
}

function allowed(session: Session): PageEntry[] {
  return PAGES.filter((page) => page.may(session));
}

function Pages({ session }: { session: Session }) {
  const t = useWords(common);
  const { pathname } = useLocation();
  const [home] = allowed(session);
  useEffect(() => remember(home?.path ?? "/"), [home]);
  return (
    <Boundary key={pathname.split("/")[1]}>
      <Routes>
        <Route path="/" element={home ? <Navigate to={home.path} replace /> : null} />
        {ROUTES.filter(({ page }) => page.may(session)).map(({ page, View }) => (
          <Route key={page.path} path={`${page.path}/*`} element={<View />} />
        ))}
        <Route path="/account" element={<AccountPage />} />
        <Route
          path="*"
          element={
            <EmptyState title={t.notFound.title} action={<Link to="/">{t.notFound.home}</Link>} />
          }
        />
      </Routes>
    </Boundary>
  );
}

function Brand() {
  return (
    <Link to="/" className="brand" aria-label="Ringtree">
      <img src="/icon.svg" alt="" width={26} height={26} />
      <span>Ringtree</span>
    </Link>
  );
}

function PageMenu(props: { session: Session; onChoose?: () => void }) {
  const t = useWords(appWords);
  const { pathname } = useLocation();
  const pages = allowed(props.session);
  const current = pages.find((page) => pathname.startsWith(page.path));
  const menu = useRef<HTMLElement>(null);
  // On a low screen the page that is open may be below the edge of the menu.
  useEffect(() => {
    menu.current?.querySelector(".ant-menu-item-selected")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const items: MenuProps["items"] = GROUPS.map((group) => ({
    type: "group" as const,
    key: group,
    label: t.groups[group],
    children: pages
      .filter((page) => page.group === group)
      .map((page) => ({
        key: page.path,
        icon: <page.icon />,
        label: <Link to={page.path}>{t.pages[page.name]}</Link>,
      })),
  })).filter((group) => group.children.length > 0);
  return (
    <nav ref={menu} aria-label={t.menu} className="page-menu">
      <Menu
        mode="inline"
        selectedKeys={current ? [current.path] : []}
        items={items}
        {...(props.onChoose ? { onClick: props.onChoose } : {})}
      />
    </nav>
  );
}

function Top(props: { session: Session; onMenu?: () => void }) {
  const t = useWords(appWords);
  const { session } = props;
  const mayWrite = useMay("document:write");
  return (
    <Layout.Header className="top">
      {props.onMenu && (
        <Button type="text" aria-label={t.menu} icon={<MenuOutlined />} onClick={props.onMenu} />
      )}
      <span className="top-company">{session.company?.name ?? "Ringtree"}</span>
      <ConnectionDot />
      <ClockNote />
      <span className="toolbar-space" />
      {mayWrite && session.company && (
        <Suspense fallback={null}>
          <PublishBar />
        </Suspense>
      )}
      <LanguageButton />
      <ThemeButton />
      <UserMenu session={session} />
    </Layout.Header>
  );
}

/** Whose clock the pages go by, for who reads them by another one. */
function ClockNote() {
  const t = useWords(appWords);
  const [now] = useState(() => new Date());
  const zone = clockZone();
  const locale = useLocale();
  if (!zone || !isForeign(now)) return null;
  return (
    <Tooltip title={t.clockOf(zone)}>
      <span className="muted top-clock">{t.clock(zoneName(zone, locale))}</span>
    </Tooltip>
  );
}

function ConnectionDot() {
  const t = useWords(appWords);
  const { connection } = useConnection();
  if (connection === "idle") return null;
  const text = t.connection[connection];
  return (
    <Tooltip title={text}>
      <span className={`connection ${connection}`} role="img" aria-label={text} />
    </Tooltip>
  );
}

/** An operator within a company is told so, on every page, with the way out. */
function ActingNotice({ session }: { session: Session }) {
  const t = useWords(appWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => data(api.POST("/api/v1/session/leave-company")),
    onSuccess: (left) => {
      setCsrf(left.csrf);
      client.setQueryData(SESSION, left);
      void navigate("/");
    },
  });
  if (!session.acting) return null;
  return (
    <Alert
      banner
      type="info"
      title={t.acting(session.company?.name ?? "")}
      action={
        <Button size="small" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t.stopActing}
        </Button>
      }
    />
  );
}

function ConnectionNotice() {
  const t = useWords(appWords);
  const { connection } = useConnection();
  if (connection !== "lost") return null;
  return <Alert banner type="warning" title={t.connection.lost} />;
}

function UserMenu({ session }: { session: Session }) {
  const t = useWords(appWords);
  const { signOut } = useSession();
  const navigate = useNavigate();
  const items = useMemo<MenuProps["items"]>(
    () => [
      { key: "account", icon: <UserOutlined />, label: t.account },
      { type: "divider" },
      { key: "out", icon: <LogoutOutlined />, label: t.signOut },
    ],
    [t],
  );
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        onClick: ({ key }) => {
          if (key === "out") void signOut();
          else void navigate("/account");
        },
      }}
    >
      <Button type="text" icon={<UserOutlined />}>
        <span className="user-name">{session.user.name}</span>
      </Button>
    </Dropdown>
  );
}
