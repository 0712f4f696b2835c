/** The latest events without a gap, for who asks for the state of now and gets it a little late. Pure. */
export interface Identified {
  /** As the server numbers them: where it began, and how many there were (`9f3a21c0-17`). */
  id: string;
}

/** Whether an event happened after another one; of another start of the server: yes. */
export function isLater(id: string, than: string): boolean {
  const [start, number] = parts(id);
  const [otherStart, otherNumber] = parts(than);
  return start !== otherStart || number > otherNumber;
}

function parts(id: string): [string, number] {
  const cut = id.lastIndexOf("-");
  return [id.slice(0, cut), Number(id.slice(cut + 1))];
}

export class History<E extends Identified> {
  private events: E[] = [];
  private began = "";

  constructor(private readonly most = 4000) {}

  /** From here on there are no gaps: the event before the first. */
  begin(id: string): void {
    this.events = [];
    this.began = id;
  }

  add(event: E): void {
    if (this.began === "") return;
    this.events.push(event);
    if (this.events.length <= this.most) return;
    const dropped = this.events.splice(0, this.most / 2);
    this.began = dropped.at(-1)?.id ?? this.began;
  }

  /** What has happened since an event; null where that is not known without gaps. */
  since(id: string): readonly E[] | null {
    const [start, number] = parts(id);
    const [began, first] = parts(this.began);
    if (this.began === "" || start !== began || number < first) return null;
    return this.events.filter((one) => isLater(one.id, id));
  }
}
