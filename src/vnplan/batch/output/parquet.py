"""A table as Parquet (extra `parquet`), row group by row group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vnplan.batch.columns import kind_of
from vnplan.errors import OptionError
from vnplan.files import whole_file
from vnplan.tables import Row

_PIECE = 1_000  # rows of a row group


@contextmanager
def parquet_writer(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Row], None]]:
    """A function that takes the rows. Raises `OptionError` without pyarrow, `WriteError` where the file cannot be."""
    pa = arrow()
    schema = pa.schema([(name, _type(pa, name)) for name in columns])
    piece: list[Row] = []
    with whole_file(path) as file, pa.parquet.ParquetWriter(file, schema, compression="zstd") as writer:

        def flush() -> None:
            named = {name: [row[at] for row in piece] for at, name in enumerate(columns)}
            writer.write_table(pa.table(named, schema=schema))
            piece.clear()

        def write(row: Row) -> None:
            piece.append(row)
            if len(piece) == _PIECE:
                flush()

        yield write
        flush()


def arrow() -> Any:
    """The pyarrow package. Raises `OptionError` where it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise OptionError("no_pyarrow") from error
    return pyarrow


def _type(pa: Any, name: str) -> Any:
    return {"text": pa.string(), "flag": pa.bool_(), "rate": pa.float64(), "count": pa.int64()}[kind_of(name)]
