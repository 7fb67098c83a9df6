/** @returns the scripts by their pages */
export declare const bundleSite: () => Promise<{ readonly log: string; readonly rules: string }>;
