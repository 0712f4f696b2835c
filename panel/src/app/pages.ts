/** Every page: its address, who sees it, and the code that is loaded when it is first opened. */
import {
  ClockCircleOutlined,
  ContactsOutlined,
  DashboardOutlined,
  HourglassOutlined,
  NodeIndexOutlined,
  NumberOutlined,
  ProfileOutlined,
  SafetyOutlined,
  SettingOutlined,
  ShareAltOutlined,
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
];
