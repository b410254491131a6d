export async function extractText(_bytes: Uint8Array, _type: string): Promise<{ pages: { number: number | null; text: string }[]; warnings: string[] }> {
  return { pages: [], warnings: [] };
}
