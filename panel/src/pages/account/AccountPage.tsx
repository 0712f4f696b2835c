/** What a person keeps about the own account: name, password, second factor, sessions. */
import { Page } from "../../ui/page";
import { useWords } from "../../i18n/words";
import { PasswordCard } from "./PasswordCard";
import { ProfileCard } from "./ProfileCard";
import { SecondFactorCard } from "./SecondFactorCard";
import { SessionsCard } from "./SessionsCard";
import { accountWords } from "./words";

export default function AccountPage() {
  const t = useWords(accountWords);
  return (
    <Page title={t.title}>
      <ProfileCard />
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard />
    </Page>
  );
}
