using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SidekiqCluster.Benchmarks.Servers;

/// <summary>
/// The floor: a blocking socket, commands written as they are, replies read in place in one buffer and forgotten. Whoever
/// asks Redis the same can hardly be faster.
/// </summary>
internal sealed class BareLink : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _in = new byte[BufferSize];
    private byte[] _out = new byte[BufferSize];
    private int _read;
    private int _filled;
    private int _written;

    /// <summary>Connects to a server of this machine.</summary>
    public BareLink(int port, int database = 0)
    {
        _socket.Connect(IPAddress.Loopback, port);
        if (database > 0)
        {
            Ask("SELECT", database.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Replies that were asked for and not read yet.</summary>
    public int Owed { get; private set; }

    /// <summary>Writes a command of texts; <see cref="Flush"/> sends it.</summary>
    public void Write(params ReadOnlySpan<string> words)
    {
        Begin(words.Length);
        foreach (var word in words)
        {
            Add(Encoding.UTF8.GetBytes(word));
        }
    }

    /// <summary>Begins a command of so many words, each to be given to <see cref="Add"/>.</summary>
    public void Begin(int words)
    {
        Header('*', words);
        Owed++;
    }

    /// <summary>The next word of the command.</summary>
    public void Add(ReadOnlySpan<byte> word)
    {
        Header('$', word.Length);
        Reserve(word.Length + 2);
        word.CopyTo(_out.AsSpan(_written));
        _written += word.Length;
        "\r\n"u8.CopyTo(_out.AsSpan(_written));
        _written += 2;
    }

    /// <summary>Sends what was written.</summary>
    public void Flush()
    {
        for (var sent = 0; sent < _written;)
        {
            sent += _socket.Send(_out.AsSpan(sent, _written - sent));
        }

        _written = 0;
    }

    /// <summary>Sends a command and reads a number.</summary>
    public long Ask(params ReadOnlySpan<string> words)
    {
        Write(words);
        Flush();
        return Skip();
    }

    /// <summary>Sends what was written and reads all replies that are owed.</summary>
    public void Drain()
    {
        Flush();
        while (Owed > 0)
        {
            Skip();
        }
    }

    /// <summary>Reads over a reply: its number, or how many entries it had.</summary>
    public long Skip()
    {
        var (kind, number) = ReadHeader();
        Owed--;
        switch (kind)
        {
            case '*':
                for (var left = number; left > 0; left--)
                {
                    ReadEntry();
                }

                break;
            case '$':
                Body((int)number);
                break;
        }

        return number;
    }

    /// <summary>Begins to read an array: how many entries follow, each to be taken by <see cref="ReadEntry"/>.</summary>
    public int ReadArray()
    {
        Owed--;
        return (int)ReadHeader().Number;
    }

    /// <summary>The next entry of an array, valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadEntry()
    {
        var (kind, number) = ReadHeader();
        return kind == '$' ? Body((int)number) : default;
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlySpan<byte> Body(int length)
    {
        if (length < 0)
        {
            return default;
        }

        while (_filled - _read < length + 2)
        {
            Receive(length + 2);
        }

        var body = _in.AsSpan(_read, length);
        _read += length + 2;
        return body;
    }

    private (char Kind, long Number) ReadHeader()
    {
        int end;
        while ((end = _in.AsSpan(_read, _filled - _read).IndexOf((byte)'\n')) < 0)
        {
            Receive(64);
        }

        var line = _in.AsSpan(_read, end - 1);
        _read += end + 1;
        var kind = (char)line[0];
        if (kind == '-')
        {
            throw new InvalidOperationException(Encoding.UTF8.GetString(line));
        }

        return (kind, kind == '+' ? 0 : long.Parse(line[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private void Receive(int wanted)
    {
        if (_in.Length - _read < Math.Max(wanted, BufferSize / 8))
        {
            var larger = wanted > _in.Length ? new byte[2 * wanted] : _in;
            _in.AsSpan(_read, _filled - _read).CopyTo(larger);
            (_in, _filled, _read) = (larger, _filled - _read, 0);
        }

        var received = _socket.Receive(_in.AsSpan(_filled));
        _filled += received > 0 ? received : throw new EndOfStreamException("The server closed the connection.");
    }

    private void Header(char kind, int number)
    {
        Reserve(16);
        _out[_written++] = (byte)kind;
        number.TryFormat(_out.AsSpan(_written), out var digits, default, CultureInfo.InvariantCulture);
        _written += digits;
        "\r\n"u8.CopyTo(_out.AsSpan(_written));
        _written += 2;
    }

    private void Reserve(int bytes)
    {
        if (_out.Length - _written < bytes)
        {
            Array.Resize(ref _out, Math.Max(2 * _out.Length, _written + bytes));
        }
    }
}
