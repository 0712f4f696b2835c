/** Every call, with filters that answer real questions; each opens as a replay over its tree. */
import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { Loading } from "../../ui/states";
import { CallList } from "./CallList";

const CallDetail = lazy(() => import("./CallDetail"));

export default function JournalPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path=":call" element={<CallDetail />} />
        <Route path="*" element={<CallList />} />
      </Routes>
    </Suspense>
  );
}
