import { useColleagues } from "../../app/colleagues";
import { percent, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import type { CallRecord } from "./CallDetail";
import { reasonIn } from "./reasonWords";
import { journalWords } from "./words";

interface Leg {
  id: string;
  party: string;
  codec: string | null;
  remote: string;
  termination?: { reason?: string };
}

type Quality = Record<string, unknown>;

function figure(quality: Quality | undefined, ...names: string[]): number | null {
  for (const name of names) {
    const value = quality?.[name];
    if (typeof value === "number") return value;
  }
  return null;
}

/** Every dialog of the call with what was measured of its sound. */
export function Legs({ record }: { record: CallRecord }) {
  const t = useWords(journalWords);
  const locale = useLocale();
  const { nameOf } = useColleagues();
  const legs = (record.legs ?? []) as Leg[];
  const quality = (record.quality ?? {}) as Record<string, Quality>;
  if (legs.length === 0) return null;
  const loss = (leg: Leg) => figure(quality[leg.id], "loss", "lost_share", "loss_rate");
  const jitter = (leg: Leg) => figure(quality[leg.id], "jitter_ms", "jitter");
  const mos = (leg: Leg) => figure(quality[leg.id], "mos");
  return (
    <section className="panel-card">
      <h2>{t.legs}</h2>
      <DataTable<Leg>
        label={t.legs}
        rows={legs}
        rowKey={(leg) => leg.id}
        empty={null}
        columns={[
          {
            key: "party",
            title: t.leg.party,
            render: (leg) => nameOf(leg.party) || phone(leg.party, locale),
          },
          { key: "codec", title: t.leg.codec, render: (leg) => leg.codec ?? "—" },
          { key: "address", title: t.leg.address, wide: true, render: (leg) => leg.remote },
          {
            key: "end",
            title: t.leg.end,
            wide: true,
            render: ({ termination }) => reasonIn(locale, termination?.reason),
          },
          {
            key: "loss",
            title: t.leg.loss,
            align: "right",
            render: (leg) => percent(loss(leg), locale),
          },
          {
            key: "jitter",
            title: t.leg.jitter,
            align: "right",
            render: (leg) => (jitter(leg) === null ? "—" : `${jitter(leg)?.toFixed(1)} ${t.ms}`),
          },
          {
            key: "mos",
            title: t.leg.mos,
            align: "right",
            render: (leg) => mos(leg)?.toFixed(2) ?? "—",
          },
        ]}
      />
    </section>
  );
}
