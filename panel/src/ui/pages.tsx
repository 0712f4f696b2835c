/** Lists that come in pages: followed as somebody scrolls, or read to their end. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Loading } from "./states";

/** A page as the API gives it: `next` is null on the last one. */
export interface Sheet<T> {
  items: T[];
  next?: string | null;
}

export type Ask<T> = (cursor: string | null) => Promise<Sheet<T>>;

export interface PagesOptions {
  /** Milliseconds after which it is asked again. */
  refetchInterval?: number;
  /** Whether the rows of the question before stay until those of the new one are there. */
  keep?: boolean;
}

/** The rows read by now; `more` goes into the table that shows them. */
export function usePages<T>(key: readonly unknown[], ask: Ask<T>, options: PagesOptions = {}) {
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => ask(pageParam),
    getNextPageParam: (last) => last.next ?? null,
    refetchInterval: options.refetchInterval ?? false,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
  const rows = useMemo(() => query.data?.pages.flatMap((one) => one.items) ?? [], [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = {
    onEnd: () => void (hasNextPage && !isFetchingNextPage && fetchNextPage()),
    foot: isFetchingNextPage ? <Loading /> : null,
  };
  return { query, rows, more };
}

/** Every row, page after page: for lists that are searched and sorted where they are shown. */
export async function everyPage<T>(ask: Ask<T>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const sheet: Sheet<T> = await ask(cursor);
    rows.push(...sheet.items);
    cursor = sheet.next ?? null;
  } while (cursor !== null);
  return rows;
}

/** Rows in a page of what is read to its end. */
export const WHOLE = 500;
