/** What a person keeps about the own account: name, password, second factor, sessions. */
import { lazy, Suspense } from "react";
import { Page } from "../../ui/page";
import { Loading } from "../../ui/states";
import { useWords } from "../../i18n/words";
import { PasswordCard } from "./PasswordCard";
import { ProfileCard } from "./ProfileCard";
import { SessionsCard } from "./SessionsCard";
import { accountWords } from "./words";

const SecondFactorCard = lazy(() => import("./SecondFactorCard"));

export default function AccountPage() {
  const t = useWords(accountWords);
  return (
    <Page title={t.title}>
      <ProfileCard />
      <PasswordCard />
      <Suspense fallback={<Loading />}>
        <SecondFactorCard />
      </Suspense>
      <SessionsCard />
    </Page>
  );
}
