import { api, data } from "../api/client";

/** A text as the company's voice says it. */
export async function speak(company: string, text: string, language: string): Promise<Blob> {
  return data(
    api.POST("/api/v1/companies/{company}/prompts/speak", {
      params: { path: { company } },
      body: { text, language: language === "en" ? "en" : "ru" },
      parseAs: "blob",
    }) as unknown as Promise<{ data?: Blob; response: Response }>,
  );
}
