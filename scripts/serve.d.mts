export function serveSite(port: number): Promise<{ url: string; close(): Promise<void> }>;
