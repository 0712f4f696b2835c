/** The look: calm, one accent, the browser's own typefaces. */
import { theme as antd, type ThemeConfig } from "antd";
import { create } from "zustand";

export type ThemeChoice = "light" | "dark" | "system";
const KEY = "ringtree.theme";

function kept(): ThemeChoice {
  const value = globalThis.localStorage?.getItem(KEY);
  return value === "light" || value === "dark" ? value : "system";
}

interface ThemeState {
  choice: ThemeChoice;
  systemDark: boolean;
  choose: (choice: ThemeChoice) => void;
}

const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

export const useThemeState = create<ThemeState>((set) => ({
  choice: kept(),
  systemDark: dark?.matches ?? false,
  choose: (choice) => {
    localStorage.setItem(KEY, choice);
    set({ choice });
  },
}));

dark?.addEventListener("change", (event) => useThemeState.setState({ systemDark: event.matches }));

export function useIsDark(): boolean {
  return useThemeState((s) => (s.choice === "system" ? s.systemDark : s.choice === "dark"));
}

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif';

/** The components must know of stillness too: they wait for the end of what the sheet forbids. */
export function themeOf(isDark: boolean, isStill: boolean): ThemeConfig {
  return {
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    cssVar: { prefix: "rt" },
    token: {
      colorPrimary: isDark ? "#1f8378" : "#0f766e",
      colorInfo: isDark ? "#1f8378" : "#0f766e",
      colorLink: isDark ? "#4fbfb2" : "#0f6e66",
      colorSuccess: isDark ? "#4ca862" : "#257a3e",
      colorWarning: isDark ? "#d9a441" : "#a15c00",
      colorError: isDark ? "#e5685c" : "#c0342b",
      colorWarningBg: isDark ? "#2f2718" : "#fdf4e3",
      colorWarningBorder: isDark ? "#5d4a22" : "#ecd3a3",
      colorErrorBg: isDark ? "#351f1d" : "#fdeeec",
      colorErrorBorder: isDark ? "#6b3631" : "#efc3be",
      colorSuccessBg: isDark ? "#182d1e" : "#eaf6ed",
      colorSuccessBorder: isDark ? "#2c5538" : "#bfe0c8",
      colorInfoBg: isDark ? "#17302e" : "#e8f4f2",
      colorInfoBorder: isDark ? "#28534f" : "#bcdcd8",
      colorBgLayout: isDark ? "#11161a" : "#f4f6f7",
      colorBgContainer: isDark ? "#181f24" : "#ffffff",
      colorBgElevated: isDark ? "#1f272d" : "#ffffff",
      colorBorder: isDark ? "#37424a" : "#d3dade",
      colorBorderSecondary: isDark ? "#283138" : "#e6ebee",
      colorTextSecondary: isDark ? "#a9b6bf" : "#53626c",
      colorTextTertiary: isDark ? "#93a1ab" : "#5a6871",
      colorTextDescription: isDark ? "#a0aeb8" : "#5b6a74",
      colorTextPlaceholder: isDark ? "#8b99a3" : "#5c6a74",
      borderRadius: 8,
      fontFamily: FONT,
      fontSize: 14,
      wireframe: false,
      motion: !isStill,
      motionDurationMid: "0.14s",
      motionDurationSlow: "0.2s",
    },
    components: {
      Layout: {
        siderBg: isDark ? "#151b20" : "#ffffff",
        headerBg: isDark ? "#151b20" : "#ffffff",
        headerHeight: 56,
        headerPadding: "0 20px",
      },
      Menu: {
        itemBg: "transparent",
        itemBorderRadius: 8,
        itemHeight: 38,
        itemSelectedBg: isDark ? "#1d3a38" : "#e3f2f0",
        itemSelectedColor: isDark ? "#7fd6cb" : "#0b5d56",
        itemMarginInline: 10,
      },
      Table: {
        headerBg: isDark ? "#1c242a" : "#f7f9fa",
        headerSplitColor: "transparent",
        cellPaddingBlock: 11,
      },
      Card: { headerFontSize: 15 },
      // Days of the months before and after: paler than the others, and legible.
      DatePicker: { colorTextDisabled: isDark ? "#93a1ab" : "#5c6a74" },
      Tabs: {
        itemSelectedColor: isDark ? "#4fbfb2" : "#0f6e66",
        itemActiveColor: isDark ? "#4fbfb2" : "#0f6e66",
        itemHoverColor: isDark ? "#6fd0c4" : "#0f766e",
        inkBarColor: isDark ? "#4fbfb2" : "#0f6e66",
      },
    },
  };
}
