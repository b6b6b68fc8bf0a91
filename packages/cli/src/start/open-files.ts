type Report = { userLimits?: { open_files?: { soft: number | string } } };

/** How many files and connections this process may have open at once. Undefined: the system does not say, or has no bound. */
export function openFilesMax(): number | undefined {
  if (!process.report) return undefined;
  // It would ask for the name of every address of this machine.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as Report;
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? soft : undefined;
}
