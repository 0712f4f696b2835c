/** Every page: its address, who sees it, and the code that is loaded when it is first opened. */
import {
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  ClockCircleOutlined,
  ContactsOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  FundOutlined,
  HeartOutlined,
  HourglassOutlined,
  InboxOutlined,
  KeyOutlined,
  MailOutlined,
  NodeIndexOutlined,
  NumberOutlined,
  ProfileOutlined,
  SafetyOutlined,
  SettingOutlined,
  ShareAltOutlined,
  SoundOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";
import type { appWords } from "./words";
import type { Session } from "./session";

export type PageName = keyof (typeof appWords)["en"]["pages"];
export type GroupName = keyof (typeof appWords)["en"]["groups"];

export interface PageEntry {
  name: PageName;
  group: GroupName;
  path: string;
  icon: ComponentType;
  may: (session: Session) => boolean;
  load: () => Promise<{ default: ComponentType }>;
}

const has = (permission: string) => (session: Session) =>
  session.company !== null && session.user.permissions.some((one) => one === permission);

const operates = (session: Session) =>
  session.company === null && session.user.permissions.some((one) => one === "operate");

export const PAGES: readonly PageEntry[] = [
  {
    name: "live",
    group: "work",
    path: "/live",
    icon: DashboardOutlined,
    may: has("live:read"),
    load: () => import("../pages/live/LivePage"),
  },
  {
    name: "journal",
    group: "work",
    path: "/journal",
    icon: ProfileOutlined,
    may: has("calls:read"),
    load: () => import("../pages/journal/JournalPage"),
  },
  {
    name: "messages",
    group: "work",
    path: "/messages",
    icon: MailOutlined,
    may: has("calls:read"),
    load: () => import("../pages/messages/MessagesPage"),
  },
  {
    name: "reports",
    group: "work",
    path: "/reports",
    icon: BarChartOutlined,
    may: has("reports:read"),
    load: () => import("../pages/reports/ReportsPage"),
  },
  {
    name: "desk",
    group: "work",
    path: "/desk",
    icon: CustomerServiceOutlined,
    may: (session) => has("desk")(session) && session.user.extension !== null,
    load: () => import("../pages/desk/DeskPage"),
  },
  {
    name: "trees",
    group: "build",
    path: "/trees",
    icon: NodeIndexOutlined,
    may: has("document:write"),
    load: () => import("../pages/editor/EditorPage"),
  },
  {
    name: "people",
    group: "company",
    path: "/people",
    icon: TeamOutlined,
    may: has("document:write"),
    load: () => import("../pages/parts/PeoplePage"),
  },
  {
    name: "groups",
    group: "company",
    path: "/groups",
    icon: ContactsOutlined,
    may: has("document:write"),
    load: () => import("../pages/parts/GroupsPage"),
  },
  {
    name: "queues",
    group: "build",
    path: "/queues",
    icon: HourglassOutlined,
    may: has("document:write"),
    load: () => import("../pages/parts/QueuesPage"),
  },
  {
    name: "hours",
    group: "build",
    path: "/hours",
    icon: ClockCircleOutlined,
    may: has("document:write"),
    load: () => import("../pages/hours/HoursPage"),
  },
  {
    name: "prompts",
    group: "build",
    path: "/prompts",
    icon: SoundOutlined,
    may: has("document:write"),
    load: () => import("../pages/prompts/PromptsPage"),
  },
  {
    name: "mailboxes",
    group: "build",
    path: "/mailboxes",
    icon: InboxOutlined,
    may: has("document:write"),
    load: () => import("../pages/parts/MailboxesPage"),
  },
  {
    name: "numbers",
    group: "build",
    path: "/numbers",
    icon: NumberOutlined,
    may: has("document:write"),
    load: () => import("../pages/parts/NumbersPage"),
  },
  {
    name: "trunks",
    group: "build",
    path: "/trunks",
    icon: ShareAltOutlined,
    may: has("document:write"),
    load: () => import("../pages/parts/TrunksPage"),
  },
  {
    name: "lists",
    group: "build",
    path: "/lists",
    icon: UnorderedListOutlined,
    may: has("document:write"),
    load: () => import("../pages/parts/ListsPage"),
  },
  {
    name: "limits",
    group: "company",
    path: "/limits",
    icon: FundOutlined,
    may: has("reports:read"),
    load: () => import("../pages/limits/LimitsPage"),
  },
  {
    name: "settings",
    group: "company",
    path: "/settings",
    icon: SettingOutlined,
    may: has("document:write"),
    load: () => import("../pages/settings/SettingsPage"),
  },
  {
    name: "users",
    group: "company",
    path: "/users",
    icon: SafetyOutlined,
    may: has("users"),
    load: () => import("../pages/users/UsersPage"),
  },
  {
    name: "keys",
    group: "company",
    path: "/keys",
    icon: KeyOutlined,
    may: has("keys"),
    load: () => import("../pages/keys/KeysPage"),
  },
  {
    name: "audit",
    group: "company",
    path: "/audit",
    icon: AuditOutlined,
    may: has("audit:read"),
    load: () => import("../pages/audit/AuditPage"),
  },
  {
    name: "companies",
    group: "server",
    path: "/companies",
    icon: BankOutlined,
    may: operates,
    load: () => import("../pages/operator/CompaniesPage"),
  },
  {
    name: "pool",
    group: "server",
    path: "/pool",
    icon: NumberOutlined,
    may: operates,
    load: () => import("../pages/operator/PoolPage"),
  },
  {
    name: "allTrunks",
    group: "server",
    path: "/all-trunks",
    icon: ShareAltOutlined,
    may: operates,
    load: () => import("../pages/operator/AllTrunksPage"),
  },
  {
    name: "bans",
    group: "server",
    path: "/bans",
    icon: SafetyOutlined,
    may: operates,
    load: () => import("../pages/operator/BansPage"),
  },
  {
    name: "serverAudit",
    group: "server",
    path: "/server-audit",
    icon: AuditOutlined,
    may: operates,
    load: () => import("../pages/audit/ServerAuditPage"),
  },
  {
    name: "health",
    group: "server",
    path: "/health",
    icon: HeartOutlined,
    may: operates,
    load: () => import("../pages/operator/HealthPage"),
  },
];
