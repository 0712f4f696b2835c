/** The tab a supervisor keeps open all day. */
import { DesktopOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { Route, Routes, useNavigate } from "react-router";
import { useMay } from "../../app/session";
import { useWords } from "../../i18n/words";
import { Page } from "../../ui/page";
import { ErrorState, Loading } from "../../ui/states";
import { CallsCard } from "./CallsCard";
import { PeopleCard } from "./PeopleCard";
import { QueueCards } from "./QueueCards";
import { TotalsRow } from "./TotalsRow";
import { TrunksCard } from "./TrunksCard";
import { useLive } from "./useLive";
import { Wall } from "./Wall";
import { liveWords } from "./words";

const LiveTree = lazy(() => import("./LiveTree"));

export default function LivePage() {
  const t = useWords(liveWords);
  const query = useLive();
  if (query.isPending) return <Loading text={t.loading} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return (
    <Routes>
      <Route path="wall" element={<Wall live={query.data} />} />
      <Route path="*" element={<Overview live={query.data} />} />
    </Routes>
  );
}

function Overview({ live }: { live: NonNullable<ReturnType<typeof useLive>["data"]> }) {
  const t = useWords(liveWords);
  const navigate = useNavigate();
  const mayDraw = useMay("document:read");
  const [view, setView] = useState<"overview" | "tree">("overview");
  return (
    <Page
      wide
      title={t.title}
      actions={
        <>
          {mayDraw && (
            <Segmented<"overview" | "tree">
              value={view}
              options={[
                { value: "overview", label: t.views.overview },
                { value: "tree", label: t.views.tree },
              ]}
              onChange={(next) => setView(next)}
            />
          )}
          <Button icon={<DesktopOutlined />} onClick={() => void navigate("/live/wall")}>
            {t.wall}
          </Button>
        </>
      }
    >
      <TotalsRow live={live} />
      {view === "tree" ? (
        <Suspense fallback={<Loading />}>
          <LiveTree live={live} />
        </Suspense>
      ) : (
        <div className="live-grid">
          <div>
            <QueueCards live={live} />
            <CallsCard live={live} />
          </div>
          <div>
            <PeopleCard live={live} />
            <TrunksCard live={live} />
          </div>
        </div>
      )}
    </Page>
  );
}
