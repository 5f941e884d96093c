type FormErrorProps = { id?: string; message: string | undefined };

/** What is wrong with a form as a whole. It is read out when it appears. */
export function FormError({ id, message }: FormErrorProps) {
  if (!message) return null;
  return (
    <p id={id} role="alert" className="rounded-md bg-danger-wash px-4 py-3 text-sm text-danger">
      {message}
    </p>
  );
}
