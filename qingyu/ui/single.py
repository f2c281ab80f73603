"""One window per data folder: a second start raises the first."""

import hashlib

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from qingyu.domain.errors import StoreError
from qingyu.paths import DataFolder


class OneInstance(QObject):
    """Holds the folder's lock; hears when somebody starts the program again.

    Signals: raise_requested().
    """

    raise_requested = Signal()

    def __init__(self, folder: DataFolder) -> None:
        super().__init__()
        try:
            folder.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"资料文件夹建不起来（{folder.root}）", "请检查路径和权限，或用 --data 换一个。"
            ) from error
        self._lock = QLockFile(str(folder.lock))
        # A crashed program's lock is stale at once by its process number, not by its age.
        self._lock.setStaleLockTime(0)
        digest = hashlib.sha256(str(folder.root.resolve()).encode()).hexdigest()[:24]
        self._name = f"qingyu-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)

    def take(self) -> bool:
        """Whether this process now holds the folder; if not, the holder was asked to come up."""
        if not self._lock.tryLock(0):
            refuse_where_nobody_is(self._lock.error())
            self._call()
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Gives the folder back."""
        self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        caller = QLocalSocket()
        caller.connectToServer(self._name)
        if caller.waitForConnected(2000):
            caller.write(b"raise\n")
            caller.waitForBytesWritten(1000)
            caller.disconnectFromServer()

    def _hear(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        self.raise_requested.emit()


def refuse_where_nobody_is(error: QLockFile.LockError) -> None:
    """Raises StoreError when the lock failed for another reason than an open window."""
    if error == QLockFile.LockError.PermissionError:
        raise StoreError("资料文件夹不能写入", "请检查权限，或用 --data 换一个文件夹。")
    if error == QLockFile.LockError.UnknownError:
        raise StoreError(
            "资料文件夹里写不进东西，磁盘可能满了或坏了", "请腾出地方或换一个磁盘，再打开一次。"
        )
