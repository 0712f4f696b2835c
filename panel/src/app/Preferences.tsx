/** Language and appearance, chosen on this device. */
import { BulbOutlined, GlobalOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { common } from "../i18n/common";
import { useLocaleState, type Locale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import { useThemeState, type ThemeChoice } from "./theme";
import { appWords } from "./words";

export function LanguageButton() {
  const t = useWords(appWords);
  const names = useWords(common).language;
  const { locale, choose } = useLocaleState();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [locale],
        items: (["ru", "en"] as const).map((key) => ({ key, label: names[key] })),
        onClick: ({ key }) => choose(key as Locale),
      }}
    >
      <Button type="text" aria-label={t.language} icon={<GlobalOutlined />} />
    </Dropdown>
  );
}

export function ThemeButton() {
  const t = useWords(appWords);
  const { choice, choose } = useThemeState();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: (["light", "dark", "system"] as const).map((key) => ({ key, label: t.theme[key] })),
        onClick: ({ key }) => choose(key as ThemeChoice),
      }}
    >
      <Button type="text" aria-label={t.theme.label} icon={<BulbOutlined />} />
    </Dropdown>
  );
}
